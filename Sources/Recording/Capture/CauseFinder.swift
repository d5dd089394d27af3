import JSON

/// Finds the line that led to what a server said: the message an answer belongs to, the join behind a confirmation.
struct CauseFinder {
  /// Events that only the socket gets whose doing they answer.
  private static let direct: Set<String> = [
    "connection_established", "authenticated", "room_joined", "channel_joined", "messageAck",
    "messageError", "log_subscription_confirmed", "log_filters_updated",
  ]

  private var lastOnConnection: [String: Int] = [:]
  private var lastWrite: [String: Int] = [:]
  private var sends: [String: Int] = [:]
  private var acknowledged: [String: Int] = [:]
  private var channels: [String: String] = [:]

  /// Takes note of a line of a client.
  mutating func clientSpoke(_ line: FixtureLine) {
    let number = line.number
    switch line.content {
    case .request(let request):
      guard !request.isRead else { return }
      touch(Mentions.ids(in: .string(request.target)), number)
      if case .json(let json) = request.body { touch(Mentions.ids(in: json), number) }
    case .event(let event):
      lastOnConnection[event.connection] = number
      let payload = event.arguments.first?["payload"] ?? event.arguments.first ?? .null
      if event.name != "message" || event.arguments.first?["type"]?.intValue != 1 {
        touch(Mentions.ids(in: payload), number)
      }
      if let id = payload["messageId"]?.stringValue { sends[id] = number }
      if let asked = event.acknowledgement {
        acknowledged["\(event.connection) \(event.direction.rawValue) \(asked)"] = number
      }
    case .open(let opening): lastOnConnection[opening.connection] = number
    case .acknowledgement(let answer): lastOnConnection[answer.connection] = number
    default: break
    }
  }

  /// Takes note of a response: which channel a session has.
  mutating func serverAnswered(_ body: JSON) {
    if let session = body["sessionId"]?.stringValue, let channel = body["channelId"]?.stringValue {
      channels[session] = channel
    }
  }

  /// The line that led to an event of the server.
  func cause(of event: RecordedEvent) -> Int? {
    let payload = event.arguments.first ?? .null
    if let id = payload["clientMessageId"]?.stringValue, let number = sends[id] { return number }
    let last = lastOnConnection[event.connection]
    guard !CauseFinder.direct.contains(event.name) else { return last }
    let rooms = ["channelId", "roomId"].compactMap { payload[$0]?.stringValue }
    return rooms.compactMap { lastWrite[$0] }.max() ?? last
  }

  /// The line that led to the acknowledgement with a number, and for what else happens on a connection.
  func cause(on connection: String, acknowledging number: Int? = nil) -> Int? {
    if let number { return acknowledged["\(connection) \(Direction.toServer.rawValue) \(number)"] }
    return lastOnConnection[connection]
  }

  private mutating func touch(_ ids: [String], _ number: Int) {
    for id in ids {
      lastWrite[id] = number
      if let channel = channels[id] { lastWrite[channel] = number }
    }
  }
}
