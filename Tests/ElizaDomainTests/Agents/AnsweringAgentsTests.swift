import ElizaDomain
import ElizaModel
import JSON
import Testing

@Suite struct AnsweringAgentsTests {
  private static let third = Agent(
    id: "third", name: "Third", status: .inactive, createdAt: Timestamp(milliseconds: 0))

  private func world(_ profile: Profile) -> Realtime {
    let realtime = Realtime(profile, agents: [.elizaAgent, .nova])
    realtime.connect("A")
    return realtime
  }

  private func asked(
    _ profile: Profile, by sender: String = .ann, _ extras: JSON = [:],
    in channel: (Realtime) -> String
  ) -> [String] {
    let realtime = world(profile)
    realtime.send("A", "hi", to: channel(realtime), by: sender, extras)
    return realtime.script.asked
  }

  @Test(arguments: Profile.all)
  func `participants answer, in the order they were added`(profile: Profile) {
    #expect(
      asked(profile) { $0.channel(.ann, Agent.nova.id, .eliza) } == ["Nova: hi", "Eliza: hi"])
    #expect(asked(profile) { $0.channel(.eliza) } == ["Eliza: hi"])
  }

  @Test(arguments: Profile.all.filter { !$0.isLenient })
  func `real servers ask participants only`(profile: Profile) {
    let target: JSON = ["metadata": ["targetUserId": .string(.eliza)]]
    #expect(asked(profile, target) { $0.channel(.ann) } == [])
    #expect(asked(profile) { $0.channel(.ann, metadata: ["forAgent": .string(.eliza)]) } == [])
    #expect(asked(profile) { $0.session().channelID } == ["Eliza: hi"])
  }

  @Test func `a message says which agent it is for`() {
    let nova = JSON.string(Agent.nova.id)
    for extras: JSON in [
      ["metadata": ["targetUserId": nova]], ["targetUserId": nova], ["agentId": nova],
      ["metadata": ["agentId": nova]],
    ] {
      #expect(asked(.lenient, extras) { $0.channel(.ann, .eliza) } == ["Nova: hi"], "\(extras)")
    }
    let nobody: JSON = ["metadata": ["targetUserId": .string(.bob)]]
    #expect(asked(.lenient, nobody) { $0.channel(.ann, .eliza) } == ["Eliza: hi"])
  }

  @Test func `the channel's metadata say which agent it is for`() {
    for key in ["forAgent", "agentId"] {
      let metadata: JSON = .object(JSONObject([(key, .string(Agent.nova.id))]))
      #expect(asked(.lenient) { $0.channel(.ann, .eliza, metadata: metadata) } == ["Nova: hi"])
    }
    #expect(
      asked(.lenient) { $0.channel(.ann, .eliza, metadata: ["forAgent": "x"]) } == ["Eliza: hi"])
  }

  @Test func `a room is called by its session or its agent`() {
    #expect(asked(.lenient) { $0.session(Agent.nova.id).id } == ["Nova: hi"])
    #expect(asked(.lenient) { _ in Agent.nova.id } == ["Nova: hi"])
  }

  @Test func `the only agent answers where nobody was added, which is noted`() {
    let realtime = Realtime()
    realtime.connect("A")
    realtime.send("A", "hi", to: realtime.channel(.ann))
    #expect(realtime.script.asked == ["Eliza: hi"])
    #expect(realtime.world.findings.all.map(\.rule.id).contains("agent-not-participant"))
  }

  @Test func `with several agents and none addressed nobody answers`() {
    let realtime = world(.lenient)
    realtime.send("A", "hi", to: realtime.channel(.ann))
    #expect(realtime.silences == [.noAgentAddressed])
    let empty = Realtime(agents: [])
    empty.connect("A")
    empty.send("A", "hi", to: empty.channel(.ann))
    #expect(empty.silences == [.noAgentTakesPart])
  }

  @Test(arguments: [Profile.lenient, .v1_7_2])
  func `agents do not answer agents`(profile: Profile) {
    let realtime = world(profile)
    realtime.send("A", "hi", to: realtime.channel(.eliza, Agent.nova.id), by: .eliza)
    #expect(realtime.script.asked == [])
    #expect(realtime.silences == [.authorIsAgent])
  }

  @Test(arguments: [Profile.lenient, .v1_7_2])
  func `an agent that does not run stays silent`(profile: Profile) {
    let realtime = world(profile)
    realtime.world.add(Self.third)
    realtime.send("A", "hi", to: realtime.channel("third"))
    realtime.send("A", "ho", to: realtime.channel("third", .eliza))
    #expect(realtime.script.asked == ["Eliza: ho"])
    #expect(realtime.silences == [.agentNotRunning])
  }

  @Test func `real servers ask agents that hear the message server only`() {
    for (profile, expected) in [(Profile.lenient, ["Eliza: hi"]), (.v1_7_2, [])] {
      let realtime = world(profile)
      realtime.world.unsubscribe(agent: .eliza, from: Identifier.defaultMessageServer)
      realtime.send("A", "hi", to: realtime.channel(.eliza))
      #expect(realtime.script.asked == expected)
    }
  }
}
