import ElizaDomain
import HTTP1
import JSON
import Logging
import Scenario
import Testing

@testable import MockServer

extension OverSockets {
  /// Which rule answered, in the journal, in the log and at holds.
  @Suite struct AnsweringRuleTests {
    private func scenario() throws -> ScenarioDefinition {
      let line = Step.say(Step.Line(try ReplyTemplate("found")))
      return ScenarioDefinition(
        rules: [
          Rule(
            id: "research", when: .text(.contains("research")),
            turns: [
              [.think(.fixed(.zero)), line],
              [.hold(name: "before-end", max: nil), line],
              [.error(Step.Breakdown())],
            ], then: .fail)
        ], otherwise: .steps(try Step.now("else")),
        hooks: [Hook(at: .join, do: try Step.now("welcome"))])
    }

    private func wait(_ http: HTTPClient, _ facts: JSONObject) throws -> JSON {
      let body: JSON = ["for": .object(facts), "since": 0, "within": "60s"]
      let answer = try http.request(.post, "/__mock/v1/wait", json: body)
      #expect(answer.status == 200)
      return answer.json["entries"]?[0] ?? .null
    }

    @Test func everyEntryOfAnAnswerNamesWhatDecidedOnIt() async throws {
      try await ScenarioStage.run(try scenario()) { stage in
        let http = try HTTPClient(port: stage.server.port)
        #expect(try wait(http, ["hook": "join", "kind": "replied"])["text"] == "welcome")
        #expect(try stage.client.hear(from: Name.agent)["text"] == "welcome")
        #expect(try stage.ask("research") == "found")
        let first = try wait(http, ["rule": "research", "kind": "replied"])
        #expect(first["turn"] == 1)
        #expect(try wait(http, ["rule": "research", "kind": "thinking"])["turn"] == 1)
        try stage.say("something")
        #expect(try wait(http, ["otherwise": "steps", "kind": "replied"])["text"] == "else")
        try stage.say("research")
        let held = try wait(http, ["kind": "hold"])
        #expect(held["hold"] == "before-end")
        #expect(held["rule"] == "research")
        #expect(held["turn"] == 2)
        let holds = try http.request(.get, "/__mock/v1/holds").json
        #expect(holds["holds"]?[0]?["rule"] == "research")
        _ = try http.request(.post, "/__mock/v1/holds/before-end/release")
        #expect(try wait(http, ["kind": "release", "rule": "research"])["turn"] == 2)
        try stage.say("research")
        #expect(try wait(http, ["kind": "silent", "rule": "research"])["turn"] == 3)
        let thoughts = stage.server.log.facts(of: "thinking")
        #expect(thoughts.map { $0["rule"] } == ["research", nil, "research", "research"])
        #expect(thoughts.map { $0["otherwise"] } == [nil, "steps", nil, nil])
        #expect(stage.server.log.lines(about: "held at 'before-end'").count == 1)
      }
    }

    @Test func aHoldThatNobodyWaitsAtIsNotReleased() async throws {
      try await ScenarioStage.play(.hold(name: "before-end", max: nil)) { stage in
        let http = try HTTPClient(port: stage.server.port)
        let path = "/__mock/v1/holds/befor-end/release"
        let early = try http.request(.post, path)
        #expect(early.status == 404)
        #expect(early.json["holds"] == [])
        try stage.say("x")
        await stage.expectHolds(["before-end"])
        let wrong = try http.request(.post, path)
        #expect(wrong.status == 404)
        #expect(wrong.json["holds"] == ["before-end"])
        #expect(wrong.json["hint"]?.stringValue?.contains("before-end") == true)
        await stage.expectHolds(["before-end"])
      }
    }

    @Test func faultsNameTheConnectionOrTheRoom() async throws {
      try await TestServer.run {
        $0.overlays = [
          Overlay(
            name: "o",
            faults: [
              Fault(
                id: "join", at: Trigger(.lifecycle(.join)), do: [.delay(.fixed(.zero))]),
              Fault(
                id: "room", at: Trigger(.event(EventPattern("messageBroadcast"))),
                do: [.duplicate(times: 2, gap: .zero)]),
              Fault(
                id: "get", at: Trigger(.request(RequestPattern(path: "/api/agents"))),
                do: [.delay(.fixed(.zero))]),
            ])
        ]
      } body: { server in
        let client = try SocketClient.webSocket(port: server.port)
        try client.join(Name.room)
        try client.say("hello", in: Name.room)
        try client.wait(for: "messageAck")
        let http = try HTTPClient(port: server.port)
        _ = try http.request(.get, "/api/agents")
        let found = try http.request(.get, "/__mock/v1/journal?kind=fault").json["entries"]
        let entries = found?.arrayValue ?? []
        func entry(_ fault: String) -> JSON? { entries.first { $0["fault"]?.stringValue == fault } }
        #expect(entry("o/join")?["connection"]?.stringValue == client.id)
        #expect(entry("o/room")?["room"]?.stringValue == Name.room)
        #expect(entry("o/get")?["connection"]?.stringValue?.hasPrefix("http-") == true)
        client.close()
      }
    }
  }
}
