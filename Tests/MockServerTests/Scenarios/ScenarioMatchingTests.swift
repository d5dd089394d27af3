import ElizaDomain
import HTTP1
import JSON
import MockServer
import Scenario
import Testing

extension OverSockets {
  @Suite struct ScenarioMatchingTests {
    private static func rules() throws -> [Rule] {
      [
        try .now("equal", when: .text(.equals("say hello"))),
        try .now("any", when: .text(.any([.equals("a"), .contains("second")]))),
        try .now(
          "{{ captures.1 }} of {{ captures.day }}",
          when: .text(.regex(try Pattern("^(\\d+) on (?<day>\\w+)$")))),
        try .now(
          "zone {{ metadata.zone }}",
          when: .path(.init(path: "metadata.zone", value: .text(.contains("berlin"))))),
        try .now("by Bob", when: .sender(.equals("Bob"))),
        try .now("image", when: .attachment(.init(type: "image/*"))),
        Rule(
          id: "set", when: .text(.equals("remember")),
          turns: [
            [.set(name: "step", value: try ReplyTemplate("{{ turn }}"))] + (try Step.now("set"))
          ]),
        try .now("step {{ state.step }}", when: .state(.init(name: "step", value: .equals(7)))),
        try .now("room", when: .all([.room(.equals(Name.room)), .turn(.init(atMost: 1))])),
        try .now("else", when: .not(.text(.contains("never")))),
      ]
    }

    @Test func everyMatcherDecidesWhoAnswers() async throws {
      let scenario = ScenarioDefinition(rules: try Self.rules())
      try await ScenarioStage.run(scenario) { stage in
        let first = try stage.ask("first")
        #expect(first == "room")
        #expect(try stage.ask("  say   hello\n") == "equal")
        #expect(try stage.ask("the SECOND") == "any")
        #expect(try stage.ask("3 on Monday") == "3 of Monday")
        #expect(try stage.ask("x", ["metadata": ["zone": "Europe/Berlin"]]) == "zone Europe/Berlin")
        #expect(try stage.ask("x", ["senderName": "Bob"]) == "by Bob")
        #expect(try stage.ask("remember") == "set")
        #expect(try stage.ask("x") == "step 7")
        #expect(
          try stage.ask("x", ["attachments": [["url": "u", "contentType": "image/png"]]]) == "image"
        )
      }
    }

    @Test func aMessageSentAgainUnderItsIdIsAnsweredAsBefore() async throws {
      let turns = [try Step.now("one"), try Step.now("two"), try Step.now("three")]
      let rule = Rule(id: "r", when: .always, turns: turns)
      try await ScenarioStage.run(ScenarioDefinition(rules: [rule])) { stage in
        let first = try stage.ask("x", ["messageId": "m-1"])
        #expect(first == "one")
        #expect(try stage.ask("x", ["messageId": "m-2"]) == "two")
        #expect(try stage.ask("x", ["messageId": "m-1"]) == "one")
        #expect(try stage.ask("x", ["messageId": "m-3"]) == "three")
      }
    }

    @Test(
      arguments: [
        (["messageId": "m-1"], ["messageId": "m-2"]),
        (["clientMessageId": "m-1"], ["clientMessageId": "m-2"]),
        (["metadata": ["messageId": "m-1"]], ["metadata": ["messageId": "m-2"]]),
      ] as [(JSONObject, JSONObject)])
    func aPostSentAgainUnderItsIdIsAnsweredAsBefore(_ one: JSONObject, _ two: JSONObject)
      async throws
    {
      let turns = [try Step.now("one"), try Step.now("two"), try Step.now("three")]
      let rule = Rule(id: "r", when: .always, turns: turns)
      try await ScenarioStage.run(ScenarioDefinition(rules: [rule])) { stage in
        let http = try HTTPClient(port: stage.server.port)
        let session = try http.request(
          .post, "/api/messaging/sessions",
          json: ["agentId": .string(Name.agent), "userId": .string(Name.user)])
        let id = try #require(session.json["sessionId"]?.stringValue)
        let texts = try [one, two, one].map { extras in
          var body: JSONObject = ["content": "x", "transport": "http"]
          for member in extras { body[member.key] = member.value }
          let answer = try http.request(
            .post, "/api/messaging/sessions/\(id)/messages", json: .object(body))
          return answer.json["agentResponse"]?["text"]?.stringValue
        }
        #expect(texts == ["one", "two", "one"])
      }
    }

    @Test func aScenarioIsReplacedWithoutDisturbingWhatIsUnderWay() async throws {
      let held = Rule(
        id: "r", when: .text(.equals("hold")),
        turns: [[.hold(name: "h", max: nil)] + (try Step.now("old"))])
      let scenario = ScenarioDefinition(rules: [held])
      try await ScenarioStage.run(scenario) { stage in
        try stage.say("hold")
        await stage.expectHolds(["h"])
        await stage.server.server.reload(
          ScenarioDefinition(rules: [try .now("new", when: .always)]))
        #expect(await stage.server.server.release("h") == 1)
        #expect(try stage.client.hear(from: Name.agent)["text"] == "old")
        #expect(try stage.ask("hold") == "new")
      }
    }

    @Test func explainingNamesTheRuleAndTheReason() async throws {
      let rules = [
        try Rule.now("a", when: .text(.equals("hello"))), try .now("b", when: .always),
      ]
      try await ScenarioStage.run(ScenarioDefinition(rules: rules)) { stage in
        let explanation = await stage.server.server.explain(MessageContext(text: "hi"))
        #expect(explanation?.ruleID == "b")
        #expect(
          explanation?.verdicts.map { "\($0.outcome)" } == [
            "does not match: when.text: 'hi' is not 'hello'", "answers with turn 1",
          ])
      }
    }
  }
}
