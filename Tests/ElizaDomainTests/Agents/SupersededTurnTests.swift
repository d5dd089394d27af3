import ElizaDomain
import ElizaModel
import JSON
import Testing

/// Turns of the numbered profiles that stand behind one whose place a newer message takes.
@Suite struct SupersededTurnTests {
  /// Thinks for ten seconds about `slow`, and answers everything else as soon as it may.
  private func script() -> TestScript {
    TestScript { prompt in
      let words = ReplyStep.say(AgentReply(prompt.text))
      return ReplyPlan(prompt.text == "slow" ? [.think(.seconds(10)), words] : [words])
    }
  }

  /// An agent that thinks about `slow` in a channel.
  private func thinking(_ profile: Profile) -> (Realtime, channel: String) {
    let realtime = Realtime(profile, script: script())
    realtime.connect("A")
    let channel = realtime.channel(.ann, .eliza)
    realtime.send("A", "slow", to: channel)
    return (realtime, channel)
  }

  private func occur(_ realtime: Realtime, in channel: String, _ steps: ReplyStep...) {
    realtime.script.occasionPlan = { ReplyPlan(steps) }
    realtime.pipeline.occurred(.joined(room: channel, socketID: "A", entityID: .ann))
  }

  @Test(arguments: Profile.all.filter { !$0.isLenient })
  func `an occasion behind a superseded message goes on, and the newer message follows`(
    profile: Profile
  ) {
    let (realtime, channel) = thinking(profile)
    var said: [String] = []
    realtime.pipeline.onEvent = {
      if case .replied(_, _, let text, _, _) = $0 { said.append(text) }
    }
    occur(realtime, in: channel, .say(AgentReply("Welcome")))
    realtime.wait(.seconds(1))
    #expect(said == [])
    realtime.send("A", "two", to: channel)
    #expect(said == [], "nothing is said within the call")
    realtime.wait(.seconds(1))
    #expect(said == ["Welcome", "two"])
    #expect(realtime.pipeline.turnCount == 0)
    #expect(realtime.world.clock.pendingCount == 0)
  }

  @Test(arguments: Profile.all.filter { !$0.isLenient })
  func `a message behind a superseded occasion goes on`(profile: Profile) {
    let (realtime, channel) = thinking(profile)
    var said: [String] = []
    realtime.pipeline.onEvent = {
      if case .replied(_, _, let text, _, _) = $0 { said.append(text) }
    }
    occur(realtime, in: channel, .think(.seconds(10)), .say(AgentReply("Welcome")))
    for text in ["two", "three"] {
      realtime.wait(.seconds(1))
      realtime.send("A", .string(text), to: channel)
    }
    realtime.wait(.seconds(1))
    #expect(said == ["two", "three"])
    #expect(realtime.pipeline.turnCount == 0)
  }

  @Test func `an occasion that a message supersedes leaves nothing to be complete`() {
    let realtime = Realtime(.v1_4_2, script: script())
    realtime.connect("A")
    let channel = realtime.channel(.ann, .eliza)
    realtime.join("A", channel)
    occur(realtime, in: channel, .think(.seconds(10)), .say(AgentReply("Welcome")))
    realtime.wait(.seconds(1))
    realtime.send("A", "two", to: channel)
    realtime.wait(.seconds(1))
    #expect(realtime.names("A").count { $0 == "messageComplete" } == 1)
  }

  @Test func `superseded messages are complete when every agent is done`() {
    let script = TestScript { prompt in
      let time = Duration.milliseconds(prompt.agent.name == "Nova" ? 100 : 200)
      return ReplyPlan([.think(time), .say(AgentReply(prompt.agent.name))])
    }
    let realtime = Realtime(.v1_4_2, script: script, agents: [.elizaAgent, .nova])
    realtime.connect("A")
    let channel = realtime.channel(.eliza, Agent.nova.id)
    realtime.join("A", channel)
    for text in ["one", "two", "three"] { realtime.send("A", .string(text), to: channel) }
    for count in [0, 3] {
      realtime.wait(.milliseconds(100))
      #expect(realtime.names("A").filter { $0 == "messageComplete" }.count == count)
    }
  }
}
