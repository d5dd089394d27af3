import JSON

/// A fixture in the order in which a run against a server needs it.
struct DriftScript {
  /// A kind of event on a connection.
  struct EventKey: Hashable {
    let connection: String
    let namespace: String
    let name: String
  }

  /// A namespace on a connection, and the number of an acknowledgement where it is about one.
  struct SocketKey: Hashable {
    let connection: String
    let namespace: String
    var number: Int?
  }

  /// The events of one socket that follow one line of a client.
  struct Sequence {
    let root: Int
    var lines: [Int]
  }

  let fixture: Fixture
  /// The lines of the client that are sent, in order.
  private(set) var steps: [Int] = []
  /// When something last happened before a step.
  private(set) var timesBefore: [Int: Duration] = [:]
  /// The lines of the server that are waited for, in order.
  private(set) var expected: [Int] = []
  /// The line of the client that led to a line of the server.
  private(set) var roots: [Int: Int] = [:]
  /// The line of the server in which a name comes first.
  private(set) var coined: [String: Int] = [:]
  /// The names of agents that the client knew beforehand: those it calls so, else those it turns to.
  var agents: [String] { named.isEmpty ? addressed : named }
  /// The lines of the client in which something was taken out.
  private(set) var secretive: [Int] = []
  /// The responses to a request, by its line.
  private(set) var answers: [Int: [Int]] = [:]
  /// The events of the server.
  private(set) var events: [EventKey: [Int]] = [:]
  /// The first of several numbered pieces, by the line of each.
  private(set) var pieces: [Int: Int] = [:]
  /// The server's acknowledgements, of which one number can have several where its namespace was opened again.
  private(set) var acknowledgements: [SocketKey: [Int]] = [:]
  /// What sockets heard when they connected, as often as they did.
  private(set) var openings: [SocketKey: [Int]] = [:]
  /// The connections that the server closed, and those of which it put a socket out of a namespace.
  private(set) var closings: [String: [Int]] = [:]
  /// The connections that went on to a WebSocket, and where.
  private(set) var upgrades: [String: Int] = [:]
  /// By socket, what the server said there of one accord.
  private(set) var sequences: [SocketKey: [Sequence]] = [:]
  /// The lines of the server of one kind, by what they are about.
  private(set) var kinds: [String: [Int]] = [:]

  private var named: [String] = []
  private var addressed: [String] = []
  private var requests: [Int: Int] = [:]
  private var lastSteps: [String: Int] = [:]
  private var firstPieces: [[String]: Int] = [:]
  private var sequencePlaces: [SocketKey: [Int: Int]] = [:]
  private var seen: Set<String> = []
  private var lastTime = Duration.zero

  init(_ fixture: Fixture) {
    self.fixture = fixture
    for (index, line) in fixture.lines.enumerated() {
      note(index, line)
      find(in: line, at: index)
      switch line.content {
      case .head, .note, .room, .end: break
      default: lastTime = line.time
      }
    }
    (seen, requests, lastSteps, firstPieces, sequencePlaces) = ([], [:], [:], [:], [:])
  }

  private mutating func note(_ index: Int, _ line: FixtureLine) {
    switch line.content {
    case .upgrade(let connection, _):
      guard upgrades[connection] == nil else { return }
      upgrades[connection] = index
      roots[index] = lastSteps[connection]
      expected.append(index)
    case .head, .note, .room, .end: break
    case let content where content.direction == .toServer:
      steps.append(index)
      timesBefore[index] = lastTime
      roots[index] = index
      if let connection = content.connection { lastSteps[connection] = index }
      if case .request(let request) = content { requests[request.exchange] = index }
    case let content: noteServer(index, line, content)
    }
  }

  private mutating func noteServer(
    _ index: Int, _ line: FixtureLine, _ content: FixtureLine.Content
  ) {
    var root = line.cause.flatMap { roots[$0] } ?? content.connection.flatMap { lastSteps[$0] }
    var isAwaited = true
    switch content {
    case .response(let response):
      root = requests[response.exchange]
      guard let root else { return }
      answers[root, default: []].append(index)
      isAwaited = !response.hasMore
    case .event(let event): isAwaited = note(event, at: index, root: root)
    case .acknowledgement(let answer):
      acknowledgements[SocketKey(answer), default: []].append(index)
    case .open(let opening):
      let key = SocketKey(connection: opening.connection, namespace: opening.namespace)
      openings[key, default: []].append(index)
    case .shut(let closing): closings[closing.connection, default: []].append(index)
    default: return
    }
    roots[index] = root
    if isAwaited { expected.append(index) }
  }

  /// Takes note of an event; tells whether it is one to wait for.
  private mutating func note(_ event: RecordedEvent, at index: Int, root: Int?) -> Bool {
    let key = EventKey(
      connection: event.connection, namespace: event.namespace, name: event.name)
    kinds[DriftScript.kind(of: event), default: []].append(index)
    if event.isPiece {
      let whole =
        [key.connection, key.namespace, key.name, root.map { "\($0)" } ?? ""]
        + Mentions.ids(in: .array(event.arguments))
      if let first = firstPieces[whole] {
        pieces[index] = first
        return false
      }
      firstPieces[whole] = index
      pieces[index] = index
    }
    events[key, default: []].append(index)
    if let root {
      arrange(index, after: root, SocketKey(connection: key.connection, namespace: key.namespace))
    }
    return true
  }

  private mutating func arrange(_ index: Int, after root: Int, _ socket: SocketKey) {
    if let place = sequencePlaces[socket]?[root] {
      sequences[socket]?[place].lines.append(index)
      return
    }
    sequencePlaces[socket, default: [:]][root] = sequences[socket]?.count ?? 0
    sequences[socket, default: []].append(Sequence(root: root, lines: [index]))
  }

  /// Takes note of the names that come up here first.
  private mutating func find(in line: FixtureLine, at index: Int) {
    let isServer = line.content.direction == .toClient
    if case .response(let response) = line.content, case .json = response.body,
      let root = roots[index], case .request(let request) = fixture.lines[root].content
    {
      kinds[DriftScript.kind(of: request, response), default: []].append(index)
    }
    let object = JSON.object(line.object)
    if !isServer { findAgents(in: object, key: "") }
    var hasSecret = false
    Mentions.visit(object) { token in
      if case .secret = token { hasSecret = true }
      guard let name = token.bound, seen.insert(name).inserted, isServer else { return }
      coined[name] = index
    }
    if hasSecret, roots[index] == index { secretive.append(index) }
  }

  /// Finds the ids that the client gives as those of agents before the server has named them.
  private mutating func findAgents(in json: JSON, key: String) {
    switch json {
    case .null, .bool, .number: break
    case .string(let text):
      switch key {
      case "agentId", "agentIds", "agent_id": add(text, to: \.named)
      case "targetUserId": add(text, to: \.addressed)
      case "target":
        for start in ["/agents/", "agentId="] { add(Self.id(in: text, after: start), to: \.named) }
        add(Self.id(in: text, after: "targetUserId="), to: \.addressed)
      default: break
      }
    case .array(let elements): for element in elements { findAgents(in: element, key: key) }
    case .object(let object): for member in object { findAgents(in: member.value, key: member.key) }
    }
  }

  private mutating func add(_ name: String, to list: WritableKeyPath<DriftScript, [String]>) {
    guard FixtureToken.isIdentifier(name), coined[name] == nil, !self[keyPath: list].contains(name)
    else { return }
    self[keyPath: list].append(name)
  }

  private static func id(in text: String, after start: String) -> String {
    guard let range = text.firstRange(of: start) else { return "" }
    return text[range.upperBound...].prefix { $0 != "}" } + "}"
  }
}

extension DriftScript {
  /// What events of one kind have in common.
  static func kind(of event: RecordedEvent) -> String { "ev \(event.namespace) \(event.name)" }

  /// What answers of one kind have in common.
  static func kind(of request: RecordedRequest, _ response: RecordedResponse) -> String {
    GenericNames.text(subject(of: request)) + " \(response.status ?? 0)"
  }

  /// What an answer is about, for people: method and path.
  static func subject(of request: RecordedRequest) -> String {
    "\(request.method) \(request.target.prefix { $0 != "?" })"
  }
}

extension RecordedEvent {
  /// Whether it is one of several numbered pieces, of which there may be more or fewer.
  fileprivate var isPiece: Bool { arguments.first?["index"]?.intValue != nil }
}

extension FixtureToken {
  /// What a name is known by once it stands for something; nil for secrets.
  var bound: String? {
    switch self {
    case .id(let name): name
    case .time(let offset), .epoch(let offset), .digits(let offset): ReplayValues.moment(offset)
    case .secret: nil
    }
  }
}
