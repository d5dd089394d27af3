import ElizaDomain
import HTTP1
import JSON
import Scenario
import Testing

@testable import MockServer

extension OverSockets {
  @Suite struct ScenarioDeterminismTests {
    private static func scenario(_ extra: [Rule] = []) throws -> ScenarioDefinition {
      let range = ThinkTime.range(.milliseconds(10) ... .seconds(5))
      let line = Step.Line(
        try ReplyTemplate(
          "{{ turn }} {{ random.integer(1, 1000) }} {{ random.uuid }} {{ clock.now }}"))
      var dice = Rule(id: "dice", when: .text(.contains("dice")), turns: [[.say(line)]])
      dice.think = range
      let stream = Rule(
        id: "stream", when: .text(.contains("stream")),
        turns: [[.think(range), .stream(line, TypingPace(perSecond: 9)), .wait(range), .say(line)]])
      let hook = Hook(at: .join, do: [.say(line)])
      return ScenarioDefinition(rules: extra + [dice, stream], hooks: [hook])
    }

    /// Everything a client hears in a long conversation in which it waits for each answer.
    private func transcript(_ scenario: ScenarioDefinition) async throws -> String {
      var events: [String] = []
      try await TestServer.run {
        $0.scenario = scenario
        $0.seed = 42
        $0.thinkTime = nil
        $0.clock = .manual
      } body: { server in
        let session = try HTTPClient(port: server.port).request(
          .post, "/api/messaging/sessions",
          json: ["agentId": .string(Name.agent), "userId": .string(Name.user)])
        let channel = session.json["channelId"]?.stringValue ?? ""
        let client = try SocketClient.webSocket(port: server.port)
        try client.join(channel)
        try client.hear(from: Name.agent)
        for round in 0..<40 {
          let text = ["dice", "stream", "Hello", "I am sad"][round % 4]
          try client.say(text, in: channel, id: "m-\(round)")
          try client.wait(for: "messageAck")
          _ = await server.server.ask { $0.site.clock.advance(by: .seconds(60)) }
          try client.wait(for: "messageComplete")
        }
        events = client.events.filter { !$0.argument.text.contains("socketId") }
          .map { "\($0.name) \($0.argument.text)".replacing(client.id, with: "SOCKET") }
      }
      return events.joined(separator: "\n")
    }

    @Test func theSameSeedGivesTheSameBytes() async throws {
      let one = try await transcript(try Self.scenario())
      let other = try await transcript(try Self.scenario())
      #expect(one == other)
      #expect(one.split(separator: "\n").count > 200)
    }

    @Test func anUnrelatedRuleChangesNothing() async throws {
      let unrelated = Rule(
        id: "never", when: .text(.contains("never")), turns: [try Step.now("{{ random.uuid }}")])
      let one = try await transcript(try Self.scenario())
      #expect(try await transcript(try Self.scenario([unrelated])) == one)
    }
  }
}
