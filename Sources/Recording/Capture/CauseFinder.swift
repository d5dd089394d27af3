import JSON

/// Finds the line that led to what a server said: the message an answer belongs to, the join behind a confirmation.
struct CauseFinder {
  /// Events that only the socket gets whose doing they answer.
  private static let direct: Set<String> = [
    "connection_established", "authenticated", "room_joined", "channel_joined", "messageAck",
    "messageError", "log_subscription_confirmed", "log_filters_updated",
  ]

  private struct Question: Hashable {
    let namespace: String
    let number: Int
  }

  /// What a client has said on one connection.
  private struct Connection {
    var last: Int?
    /// By namespace, what it said last, and what it asked for it with.
    var lastInNamespace: [String: Int] = [:]
    var openings: [String: Int] = [:]
    /// The events whose acknowledgement has not come yet.
    var asked: [Question: Int] = [:]
  }

  private var connections: [String: Connection] = [:]
  private var lastWrite: [String: Int] = [:]
  private var sends: [String: Int] = [:]
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
      spoke(on: event.connection, event.namespace, number)
      let payload = event.arguments.first?["payload"] ?? event.arguments.first ?? .null
      if event.name != "message" || event.arguments.first?["type"]?.intValue != 1 {
        touch(Mentions.ids(in: payload), number)
      }
      if let id = payload["messageId"]?.stringValue { sends[id] = number }
      if let asked = event.acknowledgement {
        let question = Question(namespace: event.namespace, number: asked)
        connections[event.connection, default: Connection()].asked[question] = number
      }
    case .open(let opening):
      spoke(on: opening.connection, opening.namespace, number)
      connections[opening.connection]?.openings[opening.namespace] = number
    case .acknowledgement(let answer): spoke(on: answer.connection, answer.namespace, number)
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
    let last = cause(on: event.connection, in: event.namespace)
    guard !CauseFinder.direct.contains(event.name) else { return last }
    let rooms = ["channelId", "roomId"].compactMap { payload[$0]?.stringValue }
    return rooms.compactMap { lastWrite[$0] }.max() ?? last
  }

  /// The line that led to something that happens to a whole connection, or to its socket in a namespace.
  func cause(on connection: String, in namespace: String? = nil) -> Int? {
    let connection = connections[connection]
    return namespace.flatMap { connection?.lastInNamespace[$0] } ?? connection?.last
  }

  /// The line that led to the acknowledgement with a number, which is not asked for twice.
  mutating func cause(
    on connection: String, in namespace: String, acknowledging number: Int
  ) -> Int? {
    connections[connection]?.asked.removeValue(
      forKey: Question(namespace: namespace, number: number))
  }

  /// The line with which a socket asked for a namespace, which it is let into or not.
  func cause(ofOpening namespace: String, on connection: String) -> Int? {
    connections[connection]?.openings[namespace]
  }

  /// Forgets a connection that has ended, or one namespace of those it was in.
  mutating func forget(_ connection: String, _ namespace: String? = nil) {
    guard let namespace, var known = connections.removeValue(forKey: connection) else {
      return connections[connection] = nil
    }
    known.lastInNamespace[namespace] = nil
    known.openings[namespace] = nil
    known.asked = known.asked.filter { $0.key.namespace != namespace }
    connections[connection] = known
  }

  /// The connections that are kept in mind, and the events on them that wait for an acknowledgement.
  var kept: (connections: Int, questions: Int) {
    (connections.count, connections.values.reduce(0) { $0 + $1.asked.count })
  }

  private mutating func spoke(on connection: String, _ namespace: String, _ number: Int) {
    connections[connection, default: Connection()].last = number
    connections[connection]?.lastInNamespace[namespace] = number
  }

  private mutating func touch(_ ids: [String], _ number: Int) {
    for id in ids {
      lastWrite[id] = number
      if let channel = channels[id] { lastWrite[channel] = number }
    }
  }
}
