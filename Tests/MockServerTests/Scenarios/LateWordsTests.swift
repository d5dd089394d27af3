import ElizaDomain
import JSON
import Scenario
import Testing

@testable import MockServer

extension OverSockets {
  /// Words that tell what is so when they are said.
  @Suite struct LateWordsTests {
    private func line(_ text: String) throws -> Step {
      .say(Step.Line(try ReplyTemplate(text), thought: try ReplyTemplate("at {{ clock.now }}")))
    }

    private func run(
      _ rules: [Rule], reply: ReplyTemplate? = nil, _ body: (ScenarioStage) async throws -> Void
    ) async throws {
      try await TestServer.run {
        $0.scenario = ScenarioDefinition(rules: rules)
        $0.clock = .manual
        $0.seed = 1
        $0.reply = reply
        $0.thinkTime = nil
      } body: { server in
        let client = try SocketClient.webSocket(port: server.port)
        try client.join(Name.room)
        try await body(ScenarioStage(server: server, client: client))
        client.close()
      }
    }

    @Test func theClockIsThatOfTheMomentOfSaying() async throws {
      let steps: [Step] = [
        .wait(.fixed(.seconds(60))), try line("{{ clock.now }}"),
        .wait(.fixed(.seconds(60))),
        .emit(
          .init(
            event: "tick", arguments: [try JSONTemplate(["at": "{{ clock.now }}", "n": 1])])),
        .action(.init(name: "A", text: try ReplyTemplate("{{ clock.date }}"))),
        .error(.init(socket: try ReplyTemplate("broke at {{ clock.now }}"))),
      ]
      try await run([Rule(id: "r", when: .always, turns: [steps])]) { stage in
        try stage.say("x")
        try stage.client.wait(for: "messageAck")
        await stage.advance(by: .seconds(60))
        let said = try stage.client.hear(from: Name.agent)
        #expect(said["text"] == "2026-01-01T00:01:00.000Z")
        #expect(said["thought"] == "at 2026-01-01T00:01:00.000Z")
        await stage.advance(by: .seconds(60))
        let tick = try stage.client.wait(for: "tick")
        #expect(tick == ["at": "2026-01-01T00:02:00.000Z", "n": 1])
        let error = try stage.client.wait(for: "messageError")
        #expect(error["error"]?.stringValue?.contains("00:02:00") == true)
      }
    }

    @Test func whatWasKeptMeanwhileIsSaid() async throws {
      let slow: [Step] = [
        .set(name: "n", value: try ReplyTemplate("first")), .wait(.fixed(.seconds(60))),
        try line("{{ state.n }}"), .set(name: "n", value: try ReplyTemplate("last")),
        .wait(.fixed(.seconds(1))), try line("then {{ state.n }}"),
      ]
      let rules = [
        Rule(id: "slow", when: .text(.equals("slow")), turns: [slow]),
        Rule(
          id: "set", when: .state(.init(name: "n", value: .equals("first"))),
          turns: [[.set(name: "n", value: try ReplyTemplate("{{ text }}"))]]),
        try .now("else {{ state.n }}", when: .always),
      ]
      try await run(rules) { stage in
        try stage.say("slow")
        try stage.client.wait(for: "messageAck")
        try stage.say("second")
        try stage.client.wait(for: "messageAck")
        try stage.say("third")
        try stage.client.wait(for: "messageAck")
        await stage.advance(by: .seconds(60))
        #expect(try stage.client.hear(from: Name.agent)["text"] == "second")
        await stage.advance(by: .seconds(1))
        #expect(try stage.client.hear(from: Name.agent)["text"] == "then last")
        await stage.advance(by: .seconds(1))
        #expect(try stage.client.hear(from: Name.agent)["text"] == "else last")
      }
    }

    @Test func theReplyOfTheCommandLineTellsTheTimeToo() async throws {
      try await run([], reply: try ReplyTemplate("{{ text }} at {{ clock.now }}")) { stage in
        try stage.say("x")
        try stage.client.wait(for: "messageAck")
        await stage.advance(by: .milliseconds(800))
        let said = try stage.client.hear(from: Name.agent)
        #expect(said["text"] == "x at 2026-01-01T00:00:00.800Z")
      }
    }
  }
}
