import ElizaDomain
import ElizaModel
import JSON
import Testing

@Suite struct ReplyPipelineTests {
  private func room(
    _ profile: Profile = .lenient, _ script: TestScript = .hearing()
  ) -> (Realtime, String) {
    let realtime = Realtime(profile, script: script, agents: [.elizaAgent, .nova])
    realtime.connect("A")
    let channel = realtime.channel(.ann, .eliza)
    realtime.join("A", channel)
    return (realtime, channel)
  }

  private func replies(_ realtime: Realtime, _ id: String = "A") -> [String] {
    realtime.received(id).filter { $0.at("[1].source") == "agent_response" && $0[0] != "message" }
      .compactMap { $0.at("[1].text")?.stringValue }
  }

  @Test func `a reply comes after the thinking time, never before the acknowledgement`() {
    let (realtime, channel) = room()
    realtime.send("A", "hi", to: channel)
    #expect(realtime.names("A").prefix(2) == ["messageBroadcast", "messageAck"])
    realtime.wait(.milliseconds(299))
    #expect(replies(realtime) == [])
    realtime.wait(.milliseconds(1))
    #expect(replies(realtime) == ["Eliza heard: hi"])
    #expect(realtime.pipeline.turnCount == 0)
    #expect(realtime.world.clock.pendingCount == 0)
  }

  @Test func `no more turns are begun than may be under way`() {
    var retention = Retention()
    retention.turns = 1
    let realtime = Realtime(script: .hearing(), agents: [.elizaAgent], retention: retention)
    realtime.connect("A")
    let channel = realtime.channel(.ann, .eliza)
    realtime.join("A", channel)
    realtime.send("A", "one", to: channel)
    realtime.send("A", "two", to: channel)
    #expect(realtime.pipeline.turnCount == 1)
    #expect(realtime.silences == [.tooManyWaiting])
    realtime.wait(.milliseconds(300))
    realtime.send("A", "three", to: channel)
    realtime.wait(.milliseconds(300))
    #expect(replies(realtime) == ["Eliza heard: one", "Eliza heard: three"])
  }

  @Test func `a reply without thinking still comes after the call`() {
    let (realtime, channel) = room(
      .lenient, TestScript { _ in ReplyPlan([.say(AgentReply("now"))]) })
    realtime.send("A", "hi", to: channel)
    #expect(replies(realtime) == [])
    realtime.wait(.zero)
    #expect(replies(realtime) == ["now"])
  }

  @Test func `a reply is stored as the agent's answer`() throws {
    let (realtime, channel) = room()
    realtime.send("A", "hi", to: channel, ["metadata": ["channelType": "DM"]])
    realtime.wait(.milliseconds(300))
    let messages = try #require(realtime.world.channels[channel]).messages
    let stored = try #require(messages.last)
    #expect(stored.authorID == .eliza && stored.isAgentReply)
    #expect(stored.inReplyTo == messages[0].id)
    #expect(stored.createdAt.milliseconds == 1_768_817_730_423)
    guard case .parts(let raw, let metadata) = stored.body else {
      Issue.record("not in parts")
      return
    }
    #expect(
      raw?.value == [
        "text": "Eliza heard: hi", "thought": "scripted thought", "actions": ["REPLY"],
      ])
    #expect(
      metadata?.value == [
        "agent_id": .string(.eliza), "agentName": "Eliza", "channelType": "DM", "isDm": true,
      ])
  }

  @Test func `leniently every message is answered, in order, thinking side by side`() {
    let script = TestScript { prompt in
      let time = Duration.milliseconds(Int64(prompt.text) ?? 0)
      return ReplyPlan([.think(time), .say(AgentReply(prompt.text))])
    }
    let (realtime, channel) = room(.lenient, script)
    for text in ["500", "100", "700", "600"] { realtime.send("A", .string(text), to: channel) }
    realtime.wait(.milliseconds(499))
    #expect(replies(realtime) == [])
    realtime.wait(.milliseconds(1))
    #expect(replies(realtime) == ["500", "100"])
    realtime.wait(.milliseconds(199))
    #expect(replies(realtime) == [])
    realtime.wait(.milliseconds(1))
    #expect(replies(realtime) == ["700", "600"])
  }

  @Test func `replies of several parts are not mixed`() {
    let script = TestScript { prompt in
      ReplyPlan([
        .think(.milliseconds(100)), .say(AgentReply("\(prompt.text) a")),
        .think(.milliseconds(100)), .say(AgentReply("\(prompt.text) b")),
      ])
    }
    let (realtime, channel) = room(.lenient, script)
    realtime.send("A", "1", to: channel)
    realtime.send("A", "2", to: channel)
    realtime.wait(.milliseconds(300))
    #expect(replies(realtime) == ["1 a", "1 b", "2 a", "2 b"])
  }

  @Test(arguments: Profile.all.filter { !$0.isLenient })
  func `in the numbered profiles a newer message takes the older one's place`(profile: Profile) {
    let (realtime, channel) = room(profile)
    let other = realtime.channel(.eliza)
    realtime.join("A", other)
    realtime.send("A", "first", to: channel)
    realtime.send("A", "elsewhere", to: other)
    realtime.wait(.milliseconds(200))
    realtime.send("A", "second", to: channel)
    realtime.wait(.seconds(1))
    #expect(replies(realtime) == ["Eliza heard: elsewhere", "Eliza heard: second"])
    #expect(realtime.silences == [.superseded])
    realtime.send("A", "third", to: channel)
    realtime.wait(.seconds(1))
    #expect(replies(realtime) == ["Eliza heard: third"])
  }

  @Test func `several agents answer on their own, completion comes once after the last`() {
    let script = TestScript { prompt in
      let time = Duration.milliseconds(prompt.agent.name == "Nova" ? 100 : 200)
      return ReplyPlan([.think(time), .say(AgentReply(prompt.agent.name))])
    }
    let (realtime, _) = room(.lenient, script)
    let channel = realtime.channel(.eliza, Agent.nova.id)
    realtime.join("A", channel)
    realtime.send("A", "hi", to: channel)
    realtime.wait(.milliseconds(100))
    #expect(replies(realtime) == ["Nova"])
    realtime.wait(.milliseconds(100))
    #expect(
      realtime.names("A")
        == [
          "messageBroadcast", "message 3", "controlMessage", "message 6", "messageComplete",
        ])
  }

  @Test func `a client that leaves while the agent thinks changes nothing for the others`() {
    let (realtime, channel) = room()
    realtime.connect("B")
    realtime.join("B", channel)
    realtime.send("A", "hi", to: channel)
    realtime.disconnect("A")
    realtime.connect("C")
    realtime.join("C", channel)
    realtime.wait(.seconds(1))
    #expect(replies(realtime, "A") == [])
    #expect(replies(realtime, "B") == ["Eliza heard: hi"])
    #expect(replies(realtime, "C") == ["Eliza heard: hi"])
    #expect(realtime.world.channels[channel]?.messages.count == 2)
  }

  @Test func `the same user on two sockets gets everything on both`() {
    let (realtime, channel) = room()
    realtime.connect("B")
    realtime.join("B", channel)
    realtime.send("A", "hi", to: channel)
    realtime.wait(.seconds(1))
    #expect(realtime.texts("A") == ["hi", "Eliza heard: hi"])
    #expect(realtime.texts("B") == ["hi", "Eliza heard: hi"])
  }

  @Test func `a sender that never joined gets no reply`() {
    let (realtime, channel) = room()
    realtime.connect("B")
    realtime.send("B", "hi", to: channel)
    realtime.wait(.seconds(1))
    #expect(realtime.names("B") == ["messageBroadcast", "messageAck", "message 4"])
    #expect(replies(realtime) == ["Eliza heard: hi"])
  }

  @Test(arguments: [
    (ReplyPlan([.ignore]), Silence.ignored), (ReplyPlan([]), .ignored),
    (ReplyPlan([.fail("model offline")]), .failed("model offline")),
    (ReplyPlan([.say(AgentReply(" \n"))]), .ignored),
    (ReplyPlan([.stream(AgentReply(""), StreamPace())]), .ignored),
    (ReplyPlan([.ignore, .say(AgentReply("never"))]), .ignored),
  ])
  func `silence is stored and broadcast by nobody, but the end is told`(
    plan: ReplyPlan, reason: Silence
  ) {
    let (realtime, channel) = room(.lenient, TestScript { _ in plan })
    realtime.send("A", "hi", to: channel)
    _ = realtime.received("A")
    realtime.wait(.seconds(1))
    let told = if case .failed = reason { ["messageError"] } else { [String]() }
    #expect(
      realtime.names("A") == told + ["controlMessage", "message 6", "messageComplete"])
    #expect(realtime.silences == [reason])
    #expect(realtime.world.channels[channel]?.messages.count == 1)
  }

  @Test func `what was said before a failure stays`() {
    let plan = ReplyPlan([.say(AgentReply("one")), .fail("x"), .say(AgentReply("two"))])
    let (realtime, channel) = room(.lenient, TestScript { _ in plan })
    realtime.send("A", "hi", to: channel)
    realtime.wait(.zero)
    #expect(replies(realtime) == ["one"])
    #expect(realtime.silences == [.failed("x")])
  }

  @Test(arguments: [(Profile.lenient, true), (.v1_4_2, false), (.v1_7_2, false)])
  func `a message that is no text makes real agents fail`(profile: Profile, answered: Bool) {
    let (realtime, channel) = room(profile)
    realtime.send("A", 42, to: channel)
    realtime.wait(.seconds(1))
    #expect(replies(realtime) == (answered ? ["Eliza heard: 42"] : []))
  }

  @Test func `nothing is said in a channel that was deleted meanwhile`() throws {
    let (realtime, channel) = room()
    realtime.send("A", "hi", to: channel)
    realtime.world.delete(try #require(realtime.world.channels[channel]))
    _ = realtime.received("A")
    realtime.wait(.seconds(1))
    #expect(replies(realtime) == [])
    #expect(realtime.silences == [.channelDeleted])
  }

  @Test func `an agent that is stopped meanwhile says nothing`() {
    let (realtime, channel) = room()
    realtime.send("A", "hi", to: channel)
    var stopped = Agent.elizaAgent
    stopped.status = .inactive
    realtime.world.add(stopped)
    realtime.wait(.seconds(1))
    #expect(replies(realtime) == [])
    #expect(realtime.silences == [.agentNotRunning])
  }

  @Test func `a flood is bounded and answered in order`() {
    let (realtime, channel) = room()
    for number in 0..<2_000 { realtime.send("A", .string("\(number)"), to: channel) }
    #expect(realtime.pipeline.turnCount == 2_000)
    _ = realtime.received("A")
    realtime.wait(.milliseconds(300))
    #expect(replies(realtime) == (0..<2_000).map { "Eliza heard: \($0)" })
    #expect(realtime.pipeline.turnCount == 0)
  }

  @Test func `without a pipeline nothing is answered`() {
    let (realtime, channel) = room()
    realtime.world.pipeline = nil
    realtime.send("A", "hi", to: channel)
    #expect(realtime.world.clock.pendingCount == 0)
  }
}
