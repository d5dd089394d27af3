import ElizaModel
import HostInterface
import JSON
import SocketIOClient

@testable import ElizaClient

/// A conversation whose server, sockets and clock are the test.
struct Rehearsal {
  static let agent = "b850bc30-45f8-0041-a00a-83df46d8555d"
  static let user = "11111111-2222-4333-8444-555555555555"
  static let channel = "cccccccc-0000-4000-8000-000000000001"
  static let session = "aaaaaaaa-0000-4000-8000-000000000001"
  static let start: Int64 = 1_763_990_400_000

  var conversation: Conversation
  private(set) var now = Duration.zero
  /// What was to be done and has not been looked at.
  private(set) var actions: [ConversationAction] = []
  private var alarms: [Alarm: Duration] = [:]

  init(_ choose: (inout ElizaClientOptions) -> Void = { _ in }) {
    var options = ElizaClientOptions()
    options.agentID = Self.agent
    choose(&options)
    conversation = Conversation(options, userID: Self.user)
  }

  var state: ConversationState { conversation.state }
  var texts: [String] { state.messages.map(\.text) }

  var moment: Moment {
    Moment(
      instant: Instant.zero.advanced(by: now),
      time: Timestamp(milliseconds: Self.start).advanced(by: now))
  }

  mutating func change<Failure: Error>(
    _ body: (inout Conversation, Moment) throws(Failure) -> Void
  ) throws(Failure) {
    defer { collect() }
    try body(&conversation, moment)
  }

  /// The events emitted since the last look, with their arguments.
  mutating func takeEmitted() -> [(name: String, argument: JSON)] {
    take { if case .emit(let name, let argument) = $0 { (name, argument) } else { nil } }
  }

  /// The calls made since the last look.
  mutating func takeCalls() -> [SessionCall] {
    take { if case .call(let call) = $0 { call } else { nil } }
  }

  /// How often a connection was asked for since the last look.
  mutating func takeConnects() -> Int {
    take { $0 == .connect ? true : nil }.count
  }

  /// Lets time pass; what the conversation asked to be woken for happens, each at its time.
  mutating func pass(_ duration: Duration) {
    let end = now + duration
    while let next = alarms.filter({ $0.value <= end }).min(by: { $0.value < $1.value }) {
      now = max(now, next.value)
      alarms[next.key] = nil
      change { $0.timeCame(for: next.key, at: $1) }
    }
    now = end
  }

  private mutating func collect() {
    for action in conversation.takeActions() {
      switch action {
      case .set(let alarm, let delay): alarms[alarm] = now + delay
      case .cancel(let alarm): alarms[alarm] = nil
      default: actions.append(action)
      }
    }
  }

  private mutating func take<Value>(_ read: (ConversationAction) -> Value?) -> [Value] {
    let taken = actions.compactMap(read)
    actions.removeAll { read($0) != nil }
    return taken
  }
}

/// What the server does.
extension Rehearsal {
  /// Answers the calls made so far.
  mutating func answer(_ body: JSON, status: Int = 200) {
    for call in takeCalls() {
      change {
        $0.answered(call, .success(SessionCall.Answer(status: status, body: body)), at: $1)
      }
    }
  }

  /// No call made so far gets an answer.
  mutating func answerNothing() {
    for call in takeCalls() {
      change { $0.answered(call, .failure(.unreachable("no connection")), at: $1) }
    }
  }

  mutating func report(_ event: ClientEvent) {
    change { $0.socketReported(event, at: $1) }
  }

  mutating func hear(_ name: String, _ argument: JSON) {
    report(.event(ReceivedEvent(name, ReceivedArguments([argument]), socketID: "s1")))
  }

  static func made(session: String = session, channel: String? = channel) -> JSON {
    SessionCreated(
      sessionID: session, channelID: channel, agentID: agent, userID: user,
      createdAt: Timestamp(milliseconds: start),
      expiresAt: Timestamp(milliseconds: start + 1_800_000),
      timeoutConfig: TimeoutConfig(
        timeoutMinutes: 30, autoRenew: true, maxDurationMinutes: 720, warningThresholdMinutes: 5)
    ).json
  }

  static func page(_ messages: [SessionMessage], hasMore: Bool = false) -> JSON {
    SessionMessagePage(messages: messages.reversed(), hasMore: hasMore).json
  }

  /// A message as the history shows it.
  static func stored(
    _ id: String, _ text: String, at offset: Int64, client: String? = nil
  ) -> SessionMessage {
    SessionMessage(
      id: id, content: .string(text), authorID: client == nil ? agent : user,
      isAgent: client == nil, createdAt: Timestamp(milliseconds: start + offset),
      metadata: client.map { ["clientMessageId": .string($0)] })
  }

  /// A message as the room gets it.
  static func broadcast(
    _ id: String, _ text: String, at offset: Int64, from sender: String = agent,
    source: String = "agent_response", client: String? = nil, room: String = channel
  ) -> JSON {
    var message = MessageBroadcast(
      order: .bus, id: id, senderID: sender, senderName: sender == agent ? "Eliza" : "User",
      text: .string(text), roomID: room, createdAt: Timestamp(milliseconds: start + offset),
      source: source)
    message.clientMessageID = client.map(JSON.string)
    return message.json
  }

  /// Comes into the room, with nothing in its history.
  mutating func enter() {
    change { $0.start(at: $1) }
    answer(Self.made(), status: 201)
    report(.connect(id: "s1", isRecovered: false))
    join()
    answer(Self.page([]))
  }

  mutating func join() {
    let room: JSON = ["channelId": .string(Self.channel), "roomId": .string(Self.channel)]
    hear("channel_joined", room)
    hear("room_joined", room)
  }

  /// Says something, which is stored at `offset` when given.
  mutating func say(_ text: String, as id: String, at offset: Int64? = nil) throws {
    try change { (conversation, moment) throws(SendError) in
      try conversation.send(text, as: id, at: moment)
    }
    guard let offset else { return }
    hear(
      "messageBroadcast",
      Self.broadcast(
        "server-\(id)", text, at: offset, from: Self.user, source: "client_chat", client: id))
  }
}
