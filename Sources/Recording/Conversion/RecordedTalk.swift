import JSON

/// What an agent was asked in a fixture, and what it did about it.
struct RecordedTalk {
  /// Something an agent did.
  struct Deed {
    /// What it was.
    enum Kind {
      case say
      /// Said piece by piece.
      case stream
      /// Showed how far an action is: what came of it, as far as that is the same every time.
      case action(name: String, status: String, result: JSON?)
      /// Broke down; a caller that waited got this status.
      case error(status: Int?)
    }

    let kind: Kind
    /// When it began, and when it was over.
    let begin: Duration
    let end: Duration
    /// What people read; nil for the words of a real server.
    var text: String?
    var thought: String?
    var actions: [String] = []
  }

  /// A message to an agent and what came of it.
  struct Exchange {
    let asked: String
    let time: Duration
    var deeds: [Deed] = []
  }

  /// A reply that comes piece by piece.
  private struct Stream {
    let begin: Duration
    var end: Duration
    var next = 0
  }

  /// How many words have been written piece by piece, first pieces aside, and in what time.
  private(set) var typed: (words: Int, time: Duration) = (0, .zero)
  /// The agent's name.
  private(set) var agent = "Eliza"
  private var exchanges: [Int: Exchange] = [:]
  private var order: [Int] = []
  private var streams: [String: Stream] = [:]
  /// The messages of the agent that are known, by id, and how far its actions are.
  private var seen: Set<String> = []
  /// The messages that a server said it had taken.
  private var taken: Set<Int> = []

  init(_ fixture: Fixture) {
    for line in fixture.lines { read(line) }
  }

  /// The messages that a server took, in order.
  var asked: [Exchange] { order.compactMap { exchanges[$0] } }

  private mutating func read(_ line: FixtureLine) {
    switch line.content {
    case .event(let event) where event.direction == .toServer:
      let payload = event.arguments.first?["payload"]
      if let text = payload?["message"]?.stringValue { ask(text, line) }
    case .event(let event): read(event.name, event.arguments.first ?? .null, line)
    case .request(let request)
    where request.method == "POST" && request.target.hasSuffix("/messages"):
      if case .json(let json) = request.body, let text = json["content"]?.stringValue {
        ask(text, line)
      }
    case .response(let response): read(response, line)
    default: break
    }
  }

  private mutating func ask(_ text: String, _ line: FixtureLine) {
    guard !text.allSatisfy(\.isWhitespace) else { return }
    order.append(line.number)
    exchanges[line.number] = Exchange(asked: text, time: line.time)
  }

  /// Takes an event of the server.
  private mutating func read(_ name: String, _ payload: JSON, _ line: FixtureLine) {
    switch name {
    case "messageBroadcast": readMessage(payload, line)
    case "messageStreamChunk": readPiece(payload, line)
    case "messageAck": line.cause.map { _ = taken.insert($0) }
    case "messageError": line.cause.map { fail($0, payload["error"]?.stringValue, at: line.time) }
    default: break
    }
  }

  /// What a server does not take, no agent hears; of what it took, an agent made nothing.
  private mutating func fail(_ cause: Int, _ text: String?, at time: Duration) {
    guard taken.contains(cause) else { return exchanges[cause] = nil }
    exchanges[cause]?.deeds.append(
      Deed(kind: .error(status: nil), begin: time, end: time, text: text))
  }

  private mutating func readMessage(_ message: JSON, _ line: FixtureLine) {
    let id = message["id"]?.stringValue ?? ""
    switch message["source"]?.stringValue {
    case "agent_response":
      agent = message["senderName"]?.stringValue ?? agent
      reply(id, message, line.cause, at: line.time)
    case "agent_action": show(id, message, line)
    default: break
    }
  }

  /// Takes a piece of a reply; every socket in the room hears each once.
  private mutating func readPiece(_ piece: JSON, _ line: FixtureLine) {
    guard let id = piece["messageId"]?.stringValue else { return }
    let index = min(piece["index"]?.intValue.flatMap { Int(exactly: $0) } ?? 0, .max - 1)
    guard var stream = streams[id] else {
      streams[id] = Stream(begin: line.time, end: line.time, next: index + 1)
      return
    }
    guard index >= stream.next else { return }
    let words = (piece["chunk"]?.stringValue ?? "").split(whereSeparator: \.isWhitespace).count
    typed = (typed.words + words, typed.time + (line.time - stream.end))
    stream.next = index + 1
    stream.end = line.time
    streams[id] = stream
  }

  /// Takes a reply; `message` holds its text, thought and actions.
  private mutating func reply(
    _ id: String, _ message: JSON, _ cause: Int?, at time: Duration
  ) {
    guard id.isEmpty || seen.insert(id).inserted, let cause,
      let text = message["text"]?.stringValue, !text.isEmpty
    else { return }
    let stream = streams[id]
    exchanges[cause]?.deeds.append(
      Deed(
        kind: stream == nil ? .say : .stream, begin: stream?.begin ?? time, end: time, text: text,
        thought: message["thought"]?.stringValue, actions: RecordedTalk.actions(of: message)))
  }

  /// Takes news of an action.
  private mutating func show(_ id: String, _ message: JSON, _ line: FixtureLine) {
    let raw = message["rawMessage"] ?? message
    guard let cause = line.cause, let name = RecordedTalk.actions(of: message).first,
      let status = raw["actionStatus"]?.stringValue,
      ["executing", "completed", "failed"].contains(status), seen.insert("\(id) \(status)").inserted
    else { return }
    let usual = ["Executing action: \(name)", "Action \(name) \(status)"]
    var result = raw["actionResult"]
    if let given = result, !RecordedTalk.isConstant(given) { result = .none }
    exchanges[cause]?.deeds.append(
      Deed(
        kind: .action(name: name, status: status, result: result), begin: line.time,
        end: line.time,
        text: message["text"]?.stringValue.flatMap { usual.contains($0) ? nil : $0 },
        thought: raw["thought"]?.stringValue))
  }

  /// Whether a value is the same every time: without ids and moments.
  private static func isConstant(_ json: JSON) -> Bool {
    var isConstant = true
    Mentions.visit(json) { _ in isConstant = false }
    return isConstant
  }

  private static func actions(of message: JSON) -> [String] {
    (message["actions"]?.arrayValue ?? []).compactMap(\.stringValue)
  }

  /// Takes an answer, in which the agent may speak as well.
  private mutating func read(_ response: RecordedResponse, _ line: FixtureLine) {
    if let status = response.status, let cause = line.cause, status >= 400 {
      guard status >= 500 else { return exchanges[cause] = nil }
      exchanges[cause]?.deeds.append(
        Deed(kind: .error(status: status), begin: line.time, end: line.time))
    }
    switch response.body {
    case .json(let json):
      if let answer = json["agentResponse"], answer["text"] != nil {
        reply(answer["responseId"]?.stringValue ?? "", answer, line.cause, at: line.time)
      } else {
        readHistory(json["messages"]?.arrayValue ?? [])
      }
    case .text(let text): readStream(text, line)
    case .none, .bytes, .omitted: break
    }
  }

  /// Takes the events of a reply that a caller waits for.
  private mutating func readStream(_ text: String, _ line: FixtureLine) {
    for event in EventStreamPieces.events(in: Array(text.utf8)) {
      guard let data = event.data, let json = try? JSON(parsing: Array(data.utf8)) else { continue }
      switch event.name {
      case "chunk": readPiece(json, line)
      case "done":
        reply(json["responseId"]?.stringValue ?? "", json, line.cause, at: line.time)
      default: break
      }
    }
  }

  /// Takes the answers that a client without a socket has found in the history, newest first.
  private mutating func readHistory(_ messages: [JSON]) {
    for message in messages.reversed() where message["isAgent"]?.boolValue == true {
      let about = message["metadata"]
      agent = about?["agentName"]?.stringValue ?? agent
      guard let id = message["id"]?.stringValue, let moment = message["createdAt"]?.stringValue,
        case (.time(let offset), _)? = FixtureToken.read(Array(moment.utf8)[...])
      else { continue }
      let time = Duration.milliseconds(offset)
      let number = order.last { exchanges[$0].map { $0.time < time } == true }
      guard let number, let text = message["content"]?.stringValue,
        exchanges[number]?.deeds.contains(where: { $0.text == text }) == false
      else { continue }
      var answer: JSON = about ?? [:]
      answer["text"] = .string(text)
      reply(id, answer, number, at: time)
    }
  }
}
