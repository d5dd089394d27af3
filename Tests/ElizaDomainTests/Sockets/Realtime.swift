import ElizaDomain
import ElizaModel
import JSON

/// A world with its socket side, its agents and clients, moved by hand.
final class Realtime {
  let world: World
  let outlet = RecordingOutlet()
  let script: TestScript
  let events: SocketEvents
  let pipeline: ReplyPipeline
  private var connections: [String: SocketConnection] = [:]

  var diagnostics: [SocketDiagnostic.Kind] = []
  var silences: [Silence] = []

  init(
    _ profile: Profile = .lenient, script: TestScript = .hearing(), agents: [Agent]? = nil,
    apiKey: String? = nil, retention: Retention = Retention()
  ) {
    world = .testing(profile, retention: retention, agents: agents)
    self.script = script
    events = SocketEvents(world: world, outlet: outlet, apiKey: apiKey)
    pipeline = ReplyPipeline(world: world, script: script)
    events.onDiagnostic = { [unowned self] in diagnostics.append($0.kind) }
    pipeline.onUnanswered = { [unowned self] in silences.append($1) }
    pipeline.onEvent = { [unowned self] in
      if case .silent(_, _, let reason, _) = $0 { silences.append(reason) }
    }
  }

  /// Connects a socket called `id` and throws its greeting away.
  func connect(_ id: String, auth: JSON = .null, page: PageIdentity = .unknown) {
    connectKeepingGreeting(id, auth: auth, page: page)
    _ = outlet.take(id)
  }

  /// Connects a socket called `id`.
  func connectKeepingGreeting(_ id: String, auth: JSON, page: PageIdentity = .unknown) {
    connections[id] = events.connect(
      outlet.socket(id), handshake: SocketHandshake(auth: auth, page: page))
  }

  func disconnect(_ id: String, _ end: SocketEnd = .lost) {
    outlet.drop(id)
    connections.removeValue(forKey: id)?.closed(end)
  }

  /// Has a client emit an event; returns what its acknowledgement callback was called with.
  @discardableResult
  func emit(_ id: String, _ name: JSON, _ arguments: JSON..., withCallback: Bool = false) -> JSON? {
    var answer: JSON?
    let event = try? JSONDocument(parsing: JSON.array([name] + arguments).serialized().span)
    guard let event, let connection = connections[id] else { preconditionFailure("no \(id)") }
    connection.received(
      event, acknowledge: withCallback ? { answer = try? JSON(parsing: $0) } : nil)
    return answer
  }

  /// Joins a room and throws the answers away.
  func join(_ id: String, _ room: String) {
    emit(
      id, "message",
      ["type": 1, "payload": ["channelId": .string(room), "entityId": .string(.ann)]])
    _ = outlet.take(id)
  }

  /// Sends a text as stock pages of every release do.
  @discardableResult
  func send(
    _ id: String, _ text: JSON, to room: String, by sender: String = .ann, _ extras: JSON = [:],
    withCallback: Bool = false
  ) -> JSON? {
    var payload: JSONObject = [
      "channelId": .string(room), "senderId": .string(sender), "senderName": "Ada", "message": text,
      "serverId": .string(Identifier.defaultMessageServer),
      "messageServerId": .string(Identifier.defaultMessageServer), "source": "client_chat",
    ]
    for member in extras.objectValue ?? [:] { payload[member.key] = member.value }
    return emit(
      id, "message", ["type": 2, "payload": .object(payload)], withCallback: withCallback)
  }

  /// What a client has received since the last look.
  func received(_ id: String) -> [JSON] { outlet.take(id) }

  /// The names of what a client has received since the last look; envelopes with their type.
  func names(_ id: String) -> [String] {
    received(id).map { event in
      let name = event[0]?.stringValue ?? ""
      guard name == "message" else { return name }
      return "message \(event.at("[1].type")?.intValue ?? 0)"
    }
  }

  /// The texts of the broadcasts that a client has received since the last look.
  func texts(_ id: String) -> [String] {
    received(id).filter { $0[0] == "messageBroadcast" }.compactMap {
      $0.at("[1].text")?.stringValue
    }
  }

  func wait(_ duration: Duration) { world.clock.advance(by: duration) }

  /// A channel with these participants.
  func channel(_ participants: String..., metadata: JSON? = nil) -> String {
    world.makeChannel(
      ChannelDraft(
        name: "Test", type: "DM", metadata: metadata.map { StoredJSON($0) },
        participants: participants)
    ).id
  }

  /// A session of the user with an agent.
  func session(_ agent: String = .eliza) -> Session {
    world.makeSession(SessionDraft(agentID: agent, userID: .ann)) { _ in nil }
  }
}

extension Agent {
  /// A second agent.
  static let nova = Agent(
    id: "0a0a0a0a-0000-4000-8000-00000000000b", name: "Nova",
    createdAt: Timestamp(milliseconds: 1_768_817_730_123))
  /// The agent every test knows.
  static let elizaAgent = Agent(
    id: .eliza, name: "Eliza", createdAt: Timestamp(milliseconds: 1_768_817_730_123))
}
