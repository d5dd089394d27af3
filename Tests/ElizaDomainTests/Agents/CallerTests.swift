import ElizaDomain
import ElizaModel
import JSON
import Testing

/// Replies that go to a caller waiting by HTTP.
@Suite struct CallerTests {
  private final class Caller: ReplyReceiver {
    let wantsChunks: Bool
    var onCallerLeft: (() -> Void)?
    var onFailure: (() -> Void)?
    var events: [String] = []
    var content: JSON?

    init(wantsChunks: Bool = false) {
      self.wantsChunks = wantsChunks
    }

    func replyChunk(_ text: String, index: Int, messageID: String) {
      events.append("\(index) \(text)")
    }

    func replyFinished(_ content: StoredJSON?) {
      events.append("finished")
      self.content = content?.value
    }

    func replyFailed(_ reason: String, status: Int?) {
      events.append("failed: \(reason)")
      onFailure?()
    }
  }

  private func ask(
    _ caller: Caller, _ plan: ReplyPlan, _ profile: Profile = .v1_7_2, to agents: String...
  ) throws -> Realtime {
    let realtime = Realtime(profile, script: TestScript { _ in plan })
    realtime.connect("A")
    try ask(caller, in: realtime, to: agents)
    return realtime
  }

  private func ask(_ caller: Caller, in realtime: Realtime, to agents: [String] = []) throws {
    let channel = realtime.world.makeChannel(
      ChannelDraft(name: "", type: "DM", participants: agents.isEmpty ? [.eliza] : agents))
    realtime.join("A", channel.id)
    let incoming = try realtime.world.intake.accept(
      MessageSubmission(
        room: channel.id, messageServerID: Identifier.defaultMessageServer,
        opening: ChannelOpening(maker: ""),
        draft: MessageDraft(
          authorID: .ann, content: .text("hi"), body: .parts(raw: nil, metadata: nil)),
        delivery: .caller(caller), connection: "127.0.0.1"))
    realtime.world.intake.handOver(incoming)
  }

  @Test func `the reply goes to the caller alone`() throws {
    let caller = Caller()
    let reply = AgentReply("Hi", thought: "T", actions: ["REPLY"])
    let realtime = try ask(caller, ReplyPlan([.think(.milliseconds(300)), .say(reply)]), .lenient)
    realtime.wait(.milliseconds(299))
    #expect(caller.events == [])
    realtime.wait(.milliseconds(1))
    #expect(caller.events == ["finished"])
    let content = try #require(caller.content?.objectValue)
    #expect(
      content.keys
        == ["thought", "actions", "providers", "text", "simple", "responseId", "inReplyTo"])
    #expect(content["text"] == "Hi" && content["actions"] == ["REPLY"])
    #expect(realtime.received("A") == [])
    #expect(caller.onCallerLeft == nil)
  }

  @Test func `the reply is kept in the channel by the lenient profile only`() throws {
    for profile in [Profile.lenient, .v1_7_2] {
      let caller = Caller()
      let realtime = try ask(caller, ReplyPlan([.say(AgentReply("Hi"))]), profile)
      realtime.wait(.zero)
      let channel = try #require(realtime.world.channels.values.first)
      #expect(channel.messages.count == (profile.isLenient ? 2 : 1))
      #expect(channel.messages.last?.isAgentReply == profile.isLenient)
      guard profile.isLenient else { continue }
      #expect(caller.content?["responseId"]?.stringValue == channel.messages.last?.id)
    }
  }

  @Test func `pieces come to a caller that wants them`() throws {
    let caller = Caller(wantsChunks: true)
    let realtime = try ask(caller, ReplyPlan([.say(AgentReply("Hi there, what can I do?"))]))
    realtime.wait(.seconds(1))
    #expect(caller.events == ["0 Hi there, what c", "1 an I do?", "finished"])
  }

  @Test func `several replies become one content`() throws {
    let caller = Caller()
    let plan = ReplyPlan([
      .say(AgentReply("one", thought: "a")), .say(AgentReply("two", thought: "b")),
    ])
    let realtime = try ask(caller, plan)
    realtime.wait(.zero)
    #expect(caller.content?["text"] == "one\n\ntwo")
    #expect(caller.content?["thought"] == "b")
  }

  @Test func `failure and silence are told`() throws {
    let failing = Caller()
    try ask(failing, ReplyPlan([.fail("model offline")])).wait(.zero)
    #expect(failing.events == ["failed: model offline"])
    let silent = Caller()
    try ask(silent, ReplyPlan([.ignore])).wait(.zero)
    #expect(silent.events == ["finished"] && silent.content == nil)
    let unheard = Caller()
    _ = try ask(unheard, ReplyPlan([]), to: .ann)
    #expect(unheard.events == ["finished"] && unheard.content == nil)
  }

  @Test func `a caller that leaves is not called back`() throws {
    let caller = Caller()
    let realtime = try ask(caller, ReplyPlan([.think(.seconds(1)), .say(AgentReply("Hi"))]))
    caller.onCallerLeft?()
    realtime.wait(.seconds(2))
    #expect(caller.events == [])
    #expect(realtime.silences == [.callerLeft])
    #expect(realtime.world.clock.pendingCount == 0)
  }
  @Test func `a caller hears that the server stops, once`() throws {
    let caller = Caller()
    let plan = ReplyPlan([.think(.seconds(1)), .say(AgentReply("Hi"))])
    let realtime = try ask(caller, plan)
    realtime.pipeline.shutDown()
    realtime.pipeline.shutDown()
    realtime.wait(.seconds(2))
    #expect(caller.events == ["failed: the server stops"])
    #expect(realtime.silences == [.serverStops])
    #expect(realtime.world.clock.pendingCount == 0)
  }

  @Test func `callers hear that the server stops in the order in which they came`() throws {
    var order: [Int] = []
    let plan = ReplyPlan([.think(.seconds(1)), .say(AgentReply("Hi"))])
    let realtime = Realtime(.v1_7_2, script: TestScript { _ in plan })
    realtime.connect("A")
    for number in 0..<30 {
      let caller = Caller()
      caller.onFailure = { order.append(number) }
      try ask(caller, in: realtime)
    }
    realtime.pipeline.shutDown()
    #expect(order == Array(0..<30))
  }

  @Test func `a stopping server disturbs no caller that has its answer`() throws {
    let caller = Caller()
    let realtime = try ask(caller, ReplyPlan([.say(AgentReply("Hi"))]))
    realtime.wait(.zero)
    realtime.pipeline.shutDown()
    #expect(caller.events == ["finished"])
  }
}
