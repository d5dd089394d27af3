import ElizaDomain
import HTTP1
import JSON
import Scenario
import ScenarioFiles
import Testing

@testable import MockServer

extension OverSockets {
  /// The scenario read, replaced and changed rule by rule over the control API.
  @Suite struct ScriptControlTests {
    private let base = "/__mock/v1/script"
    private static let greeting = """
      # a greeting
      format: eliza-mock/1
      name: greeting
      rules:
        - id: hi
          when: { text: hi }
          do: [ { think: 1s }, { say: "One." }, { wait: 2s }, { say: "Two." } ]
      """

    private func run(_ body: (ScenarioStage, HTTPClient) async throws -> Void) async throws {
      let script = try ScenarioScript(Array(Self.greeting.utf8), from: "greeting")
      try await TestServer.run {
        $0.script = script
        $0.clock = .manual
        $0.thinkTime = nil
      } body: { server in
        let client = try SocketClient.webSocket(port: server.port)
        try client.join(Name.room)
        try await body(
          ScenarioStage(server: server, client: client), try HTTPClient(port: server.port))
        client.close()
      }
    }

    private func yaml(
      _ http: HTTPClient, _ method: HTTPMethod, _ path: String, _ text: String
    ) throws -> HTTPClient.Response {
      try http.request(
        method, base + path, headers: ["Content-Type": "application/yaml"], body: Array(text.utf8))
    }

    @Test func showsWhatIsPlayed() async throws {
      try await run { _, http in
        let text = try http.request(.get, base)
        #expect(text.text == Self.greeting)
        #expect(text.headers["Content-Type"] == "application/yaml; charset=utf-8")
        let json = try http.request(.get, base, headers: ["Accept": "application/json"])
        #expect(json.json["rules"]?[0]?["id"] == "hi")
        #expect(try http.request(.get, base + "?as=json").json == json.json)
        #expect(try http.request(.get, base + "?as=xml").status == 400)
        let rules = try http.request(.get, base + "/rules").json["rules"]
        #expect(rules?[0]?["enabled"] == true)
        #expect(try http.request(.get, base + "/rules/hi").json["when"] == ["text": "hi"])
        let wrong = try http.request(.get, base + "/rules/ho")
        #expect(wrong.status == 404)
        #expect(wrong.json["hint"]?.stringValue?.contains("'hi'") == true)
      }
    }

    @Test func aReplyUnderWayEndsAsItWasPlanned() async throws {
      try await run { stage, http in
        try stage.say("hi")
        try stage.client.wait(for: "messageAck")
        await stage.advance(by: .seconds(1))
        #expect(try stage.client.hear(from: Name.agent)["text"] == "One.")
        let answer = try yaml(
          http, .put, "",
          "format: eliza-mock/1\nrules: [ { id: other, do: [ { think: 1s }, { say: Other. } ] } ]")
        #expect(answer.status == 200)
        #expect(answer.json["new"] == ["other"])
        #expect(answer.json["gone"] == ["hi"])
        try stage.say("hi")
        try stage.client.wait(for: "messageAck")
        await stage.advance(by: .seconds(5))
        #expect(try stage.client.hear(from: Name.agent)["text"] == "Two.")
        #expect(try stage.client.hear(from: Name.agent)["text"] == "Other.")
      }
    }

    @Test func mistakesChangeNothingAndAreAllTold() async throws {
      try await run { _, http in
        let answer = try yaml(
          http, .put, "",
          "format: eliza-mock/1\nrules:\n  - when: { txt: hi }\n    do: [ { sya: x } ]\n")
        #expect(answer.status == 400)
        #expect(answer.headers["Content-Type"] == "application/problem+json")
        let problems = answer.json["problems"]
        #expect(problems?[0]?["line"] == 3)
        #expect(problems?[0]?["column"] == 13)
        #expect(problems?[0]?["nearest"] == "text")
        #expect(problems?[1]?["nearest"] == "say")
        #expect(try http.request(.get, base).text == Self.greeting)
      }
    }

    @Test func mistakesThatAreOnlyCountedAreNotSaidToBeTold() async throws {
      try await run { _, http in
        let steps = Array(repeating: "ignor", count: 123).joined(separator: ", ")
        let answer = try yaml(http, .put, "", "format: eliza-mock/1\notherwise: [\(steps)]")
        let detail = answer.json["detail"]?.stringValue
        #expect(detail?.hasPrefix("The scenario has more than 100 mistakes, the first: ") == true)
        #expect(answer.json["hint"]?.stringValue?.contains("every mistake") == false)
        let last = answer.json["problems"]?.arrayValue?.last?["message"]
        #expect(last == "23 more errors are left out here; mend these first")
      }
    }

    @Test(arguments: [
      "", "{", "[]", "7", "format: [", "format: eliza-mock/9", "a: 1\n---\nb: 2", "\u{0}",
    ])
    func noBodyThatIsNoScenarioIsTaken(body: String) async throws {
      try await run { _, http in
        for type in ["application/yaml", "application/json", "text/plain"] {
          for (method, path) in [(HTTPMethod.put, ""), (.put, "/rules/a"), (.patch, "/rules/a")] {
            let answer = try http.request(
              method, base + path, headers: ["Content-Type": type], body: Array(body.utf8))
            #expect(answer.status == 400)
            #expect(answer.json["problems"]?[0]?["message"]?.stringValue?.isEmpty == false)
          }
        }
        #expect(try http.request(.get, base).text == Self.greeting)
      }
    }

    @Test func aRehearsalOnlyTells() async throws {
      try await run { _, http in
        let put = try yaml(http, .put, "?dryRun=1", "format: eliza-mock/1\nprofile: 1.7.2")
        #expect(put.json["gone"] == ["hi"])
        #expect(put.json["needsRestart"] == ["the profile has changed"])
        #expect(put.json["warnings"]?[0]?["severity"] == "warning")
        #expect(
          put.json["warnings"]?[0]?["message"]
            == "the profile has changed, which has no effect on this server: start it anew with this scenario"
        )
        #expect(put.json["dryRun"] == true)
        let patch = try yaml(http, .patch, "/rules/hi?dryRun=1", "enabled: false")
        #expect(patch.json["changed"] == ["hi"])
        #expect(try http.request(.delete, base + "/rules/hi?dryRun=1").json["gone"] == ["hi"])
        #expect(try http.request(.get, base).text == Self.greeting)
      }
    }

    @Test func aSeedThatHasNoEffectIsWarnedOf() async throws {
      try await run { _, http in
        let put = try yaml(http, .put, "", "format: eliza-mock/1\nseed: 3\nprofile: 1.7.2")
        #expect(put.status == 200)
        #expect(put.json["needsRestart"] == ["the seed has changed", "the profile has changed"])
        #expect(put.json["warnings"]?.arrayValue?.count == 2)
      }
    }

    @Test func aResetLeavesNoAgentOfOtherScenariosBehind() async throws {
      try await run { _, http in
        func agents() throws -> [JSON] {
          try http.request(.get, "/api/agents").json.at("data.agents")?.arrayValue ?? []
        }
        func names() throws -> Set<String> {
          try Set(agents().compactMap { $0["name"]?.stringValue })
        }
        let before = try names()
        let first = try agents().first?["id"]?.stringValue ?? ""
        for name in ["Nova", "Vega"] {
          let text = """
            format: eliza-mock/1
            agents: [{ id: \(name), name: \(name) }, { id: \(first), name: Renamed }]
            """
          #expect(try yaml(http, .put, "", text).status == 200)
        }
        let between = try names()
        #expect(between.isSuperset(of: ["Nova", "Vega", "Renamed"]))
        let created = try http.request(
          .post, "/api/agents", json: ["agent": ["name": "Mine", "bio": ["x"]]])
        #expect(created.status == 201)
        #expect(
          try http.request(.post, "/__mock/v1/reset", json: ["only": ["script"]]).status == 200)
        // What was made by a call of the API is no part of a scenario.
        let after = try names()
        #expect(after == before.union(["Mine"]))
      }
    }

    @Test func rulesAreAddedChangedAndRemoved() async throws {
      try await run { stage, http in
        let added = try http.request(
          .patch, base + "/rules/mine",
          json: ["when": ["text": "hi"], "do": [["think": "1s"], ["say": "Mine."]]])
        #expect(added.json["rules"] == ["mine", "hi"])
        try stage.say("hi")
        try stage.client.wait(for: "messageAck")
        await stage.advance(by: .seconds(1))
        #expect(try stage.client.hear(from: Name.agent)["text"] == "Mine.")
        let off = try http.request(.patch, base + "/rules/mine", json: ["enabled": false])
        #expect(off.json["changed"] == ["mine"])
        try stage.say("hi")
        try stage.client.wait(for: "messageAck")
        await stage.advance(by: .seconds(1))
        #expect(try stage.client.hear(from: Name.agent)["text"] == "One.")
        #expect(try http.request(.delete, base + "/rules/mine").json["rules"] == ["hi"])
        #expect(try http.request(.delete, base + "/rules/mine").status == 404)
        let last = try yaml(http, .put, "/rules/last?after=hi", "do: [ignore]")
        #expect(last.json["rules"] == ["hi", "last"])
        #expect(try yaml(http, .put, "/rules/x?after=hii", "do: [ignore]").status == 400)
        #expect(try yaml(http, .put, "/rules/x?after=hi&before=last", "do: [ignore]").status == 400)
        let note = try http.request(.get, "/__mock/v1/journal?kind=note").json["entries"]
        #expect(note?[0]?["text"]?.stringValue?.contains("new: mine") == true)
      }
    }

    @Test(arguments: [["script"], nil]) func aResetGoesBackToTheStart(only: [String]?) async throws
    {
      try await run { _, http in
        _ = try yaml(http, .put, "", "format: eliza-mock/1")
        let body: JSON = only.map { ["only": .array($0.map(JSON.string))] } ?? [:]
        #expect(try http.request(.post, "/__mock/v1/reset", json: body).status == 200)
        #expect(try http.request(.get, base).text == Self.greeting)
      }
    }

    @Test func aScenarioOfSwiftHasNoTextButRules() async throws {
      let scenario = ScenarioDefinition(rules: [try .now("Hi.", id: "hi", when: .always)])
      try await ScenarioStage.run(scenario) { stage in
        let http = try HTTPClient(port: stage.server.port)
        #expect(try http.request(.get, base).status == 409)
        #expect(try http.request(.get, base + "/rules").json["rules"]?[0]?["id"] == "hi")
        let changed = try yaml(http, .patch, "/rules/hi", "do: [ { think: 0ms }, { say: Ho. } ]")
        #expect(changed.json["rules"] == ["hi"])
        #expect(try stage.ask("x") == "Ho.")
      }
    }

    @Test func bodiesMayBeYAML() async throws {
      try await run { _, http in
        let advance = "/__mock/v1/clock/advance"
        for type in ["application/yaml", "text/plain", "application/x-www-form-urlencoded"] {
          let answer = try http.request(
            .post, advance, headers: ["Content-Type": type], body: Array("by: 5s".utf8))
          #expect(answer.json["movedMs"] == 5000)
        }
        let strict = try http.request(
          .post, advance, headers: ["Content-Type": "application/json"], body: Array("by: 5s".utf8))
        #expect(strict.status == 400)
        let flow = try http.request(.post, advance, body: Array("{ by: 5s }".utf8))
        #expect(flow.json["movedMs"] == 5000)
        let unit = try http.request(.post, advance, body: Array("by: 5".utf8))
        #expect(unit.json["detail"]?.stringValue?.contains("needs a unit, such as \"5s\"") == true)
        let broken = try http.request(.post, advance, body: Array("by: [5s\nto: x".utf8))
        #expect(broken.json["problems"]?[0]?["line"] == 2)
      }
    }
  }
}
