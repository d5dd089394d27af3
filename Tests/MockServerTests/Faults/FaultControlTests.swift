import ElizaDomain
import HTTP1
import JSON
import Scenario
import Testing

@testable import MockServer

/// Faults laid on and taken off over the control API.
@Suite struct FaultControlTests {
  private let base = "/__mock/v1/faults"

  @Test func faultsAreArmedBeforeTheAnswer() async throws {
    try await TestServer.run { server in
      let http = try HTTPClient(port: server.port)
      let overlay: JSON = [
        "format": "eliza-mock-overlay/1", "name": "mine",
        "faults": [
          ["id": "no", "at": ["request": "* /api/agents"], "do": ["respond": 503]]
        ],
      ]
      let armed = try http.request(.put, base, json: ["overlays": ["duplicate-delivery", overlay]])
      #expect(armed.status == 200)
      #expect(armed.json["overlays"]?[1]?["faults"]?[0]?["happened"] == 0)
      #expect(try http.request(.get, "/api/agents").status == 503)
      let listed = try http.request(.get, base).json
      #expect(listed["overlays"]?[0]?["name"] == "duplicate-delivery")
      #expect(
        listed["overlays"]?[1]?["faults"]?[0] == [
          "id": "no", "at": "the request * /api/agents", "does": ["respond"], "happened": 1,
        ])
      #expect(try http.request(.delete, base + "/mine").status == 200)
      #expect(try http.request(.get, "/api/agents").status == 200)
      #expect(try http.request(.delete, base + "/mine").status == 404)
      let emptied = try http.request(.put, base, json: ["overlays": []]).json
      #expect(emptied["overlays"] == [])
      #expect(emptied["available"]?[0]?["name"] == "duplicate-delivery")
    }
  }

  @Test func oneThatIsOnMayBeNamed() async throws {
    try await TestServer.run { server in
      let http = try HTTPClient(port: server.port)
      let own: JSON = [
        "format": "eliza-mock-overlay/1", "name": "mine",
        "faults": [["id": "no", "at": ["request": "* /api/agents"], "do": ["respond": 503]]],
      ]
      _ = try http.request(.put, base, json: ["overlays": [own]])
      let both = try http.request(.put, base, json: ["overlays": ["mine", "slow-agent"]])
      #expect(both.json["overlays"]?[0]?["name"] == "mine")
      #expect(both.json["overlays"]?[1]?["name"] == "slow-agent")
      #expect(try http.request(.get, "/api/agents").status == 503)
    }
  }

  @Test(arguments: [["faults"], nil]) func aResetArmsTheOverlaysOfTheStart(only: [String]?)
    async throws
  {
    let overlay = Overlay(
      name: "start",
      faults: [
        Fault(
          id: "late", at: Trigger(.request(RequestPattern(path: "/api/agents"))),
          do: [.delay(.fixed(.seconds(60)))])
      ])
    try await TestServer.run {
      $0.overlays = [overlay]
      $0.clock = .manual
    } body: { server in
      let http = try HTTPClient(port: server.port)
      let waiting = try HTTPClient(port: server.port)
      waiting.begin(.get, "/api/agents")
      _ = await eventually {
        await server.server.ask { $0.site.world.clock.pendingCount } ?? 0 > 0
      }
      _ = try http.request(.put, base, json: ["overlays": ["slow-agent"]])
      let body: JSON = only.map { ["only": .array($0.map(JSON.string))] } ?? [:]
      #expect(try http.request(.post, "/__mock/v1/reset", json: body).status == 200)
      #expect(try waiting.response(to: .get).status == 200)
      let faults = try http.request(.get, base).json["overlays"]
      #expect(faults?[0]?["name"] == "start")
      #expect(faults?[0]?["faults"]?[0]?["happened"] == 0)
    }
  }

  @Test func aMistakeChangesNothing() async throws {
    try await TestServer.run { server in
      let http = try HTTPClient(port: server.port)
      _ = try http.request(.put, base, json: ["overlays": ["slow-agent"]])
      for wrong: JSON in ["no-such", ["format": "eliza-mock-overlay/1"], 7] {
        let answer = try http.request(.put, base, json: ["overlays": [wrong]])
        #expect(answer.status == 400)
        #expect(answer.json["hint"]?.stringValue?.contains("flaky-wifi") == true)
      }
      #expect(try http.request(.get, base).json["overlays"]?[0]?["name"] == "slow-agent")
    }
  }

  @Test func everyMistakeIsListedWithItsPath() async throws {
    try await TestServer.run { server in
      let http = try HTTPClient(port: server.port)
      let faults: JSON = [
        ["id": "fine", "at": ["request": "* /api/**"], "do": ["respond": 503]],
        ["id": "é", "at": ["request": "* /api/**"], "do": ["lose": "reset", "dela": "1s"]],
        ["id": "bad", "at": ["request": "* /api/**", "nht": 2], "do": ["delay": "soon"]],
      ]
      let overlays: JSON = [
        "slow-agent", "flaky-wfi", 7,
        ["format": "eliza-mock-overlay/1", "name": "mine", "faults": faults],
      ]
      let answer = try http.request(.put, base, json: ["overlays": overlays])
      #expect(answer.status == 400)
      #expect(answer.headers["Content-Type"] == "application/problem+json")
      let problems = answer.json["problems"]?.arrayValue ?? []
      #expect(
        problems.map { $0["path"] } == [
          "overlays[1]", "overlays[2]", "overlays[3].faults[1].do.dela",
          "overlays[3].faults[2].at.nht", "overlays[3].faults[2].do.delay",
        ])
      #expect(problems.first?["nearest"] == "flaky-wifi")
      #expect(problems.allSatisfy { $0["message"]?.stringValue?.isEmpty == false })
      #expect(problems.allSatisfy { $0["severity"] == "error" && $0["line"] == nil })
      #expect(
        answer.json["detail"]?.stringValue?.contains(
          "5 mistakes, the first: overlays[1]: there is no overlay 'flaky-wfi'") == true)
      #expect(try http.request(.get, base).json["overlays"] == [])
    }
  }

  /// The fault that the tests of resetting begin with, once.
  private static let once = Trigger(.request(RequestPattern(path: "/api/agents")), times: 1)

  @Test func aResetArmsTheFaultsOfTheStartAnew() async throws {
    try await TestServer.run(at: Self.once, do: [.respond(CannedAnswer(status: 503))]) { server in
      let http = try HTTPClient(port: server.port)
      for _ in 0..<2 {
        #expect(try http.request(.get, "/api/agents").status == 503)
        #expect(try http.request(.get, "/api/agents").status == 200)
        let others = try http.request(.put, base, json: ["overlays": ["unauthorized"]])
        #expect(others.status == 200)
        #expect(try http.request(.get, "/api/agents").status == 401)
        #expect(try http.request(.post, "/__mock/v1/reset", json: [:]).status == 200)
        #expect(try http.request(.get, base).json["overlays"]?[0]?["faults"]?[0]?["happened"] == 0)
      }
    }
  }

  @Test(arguments: [nil, ["faults"]] as [[String]?])
  func aResetEndsARestart(_ parts: [String]?) async throws {
    try await TestServer.run(at: Self.once, do: [.restart(.seconds(3_600))]) { server in
      let http = try HTTPClient(port: server.port)
      http.begin(.get, "/api/agents")
      #expect(http.wire.receive() == .reset)
      let again = try HTTPClient(port: server.port)
      let only: JSON = parts.map { ["only": .array($0.map(JSON.string))] } ?? [:]
      #expect(try again.request(.post, "/__mock/v1/reset", json: only).status == 200)
      #expect(try again.request(.get, "/healthz").status == 200)
    }
  }

  /// A client between two polls still has the reply to fetch that it is to be lost after.
  @Test(arguments: [Effect.restart(.seconds(3_600)), .lose(.reset, for: nil), .forgetSession])
  func aResetForgetsWhatWaitsForAPoll(_ effect: Effect) async throws {
    let reply = Trigger(
      .event(EventPattern("messageBroadcast", from: .agent)), isAfterwards: true)
    try await TestServer.run(at: reply, do: [effect]) { server in
      let client = try server.joined(polling: true)
      try client.say("Hello", in: Name.room)
      #expect(await eventually { server.faultCount == 1 })
      let http = try HTTPClient(port: server.port)
      #expect(try http.request(.post, "/__mock/v1/reset", json: [:]).status == 200)
      #expect(try client.texts(from: Name.agent).count == 1)
      try client.settle()
    }
  }

  @Test(arguments: [false, true])
  func aResetEndsASilence(_ polling: Bool) async throws {
    let reply = Trigger(
      .event(EventPattern("messageBroadcast", from: .agent)), isAfterwards: true)
    try await TestServer.run(at: reply, do: [.lose(.silent, for: .seconds(3_600))]) { server in
      let client = try server.joined(polling: polling)
      try client.say("Hello", in: Name.room)
      #expect(await eventually { server.faultCount == 1 })
      let http = try HTTPClient(port: server.port)
      #expect(try http.request(.post, "/__mock/v1/reset", json: [:]).status == 200)
      try client.join(Name.other)
    }
  }

  @Test func theJournalSaysWhoseAFaultWas() async throws {
    let message = Trigger(.event(EventPattern("message", direction: .in)), nth: 2)
    try await TestServer.run(at: message, do: [.drop]) { server in
      let client = try server.joined()
      try client.say("Hello", in: Name.room)
      try client.settle()
      let http = try HTTPClient(port: server.port)
      let entry = try http.request(.get, "/__mock/v1/journal?kind=fault").json["entries"]?[0]
      #expect(entry?["fault"] == "test/it")
      #expect(entry?["connection"]?.stringValue == client.id)
      #expect(entry?["room"]?.stringValue == Name.room)
    }
  }

  @Test func theJournalNamesTheConnectionOfARequest() async throws {
    try await TestServer.run(at: Self.once, do: [.respond(CannedAnswer(status: 503))]) { server in
      let http = try HTTPClient(port: server.port)
      #expect(try http.request(.get, "/api/agents").status == 503)
      let journal = try HTTPClient(port: server.port)
      let query = "/__mock/v1/journal?path=/api/agents"
      let request = try journal.request(.get, query).json["entries"]?[0]
      let fault = try journal.request(.get, "/__mock/v1/journal?kind=fault").json["entries"]?[0]
      #expect(fault?["connection"] == request?["connection"])
      #expect(fault?["connection"] != nil)
    }
  }

  @Test func aPageThatAFaultHitsIsInTheJournalOnceAndTheInspectorNever() async throws {
    let page = Trigger(.request(RequestPattern(path: "**")))
    try await TestServer.run(at: page, do: [.delay(.fixed(.zero))]) { server in
      let http = try HTTPClient(port: server.port)
      #expect(try http.request(.get, "/chat").status == 200)
      #expect(try http.request(.get, "/inspector").status == 200)
      let query = "/__mock/v1/journal?kind=request"
      let entries = try http.request(.get, query).json["entries"]?.arrayValue ?? []
      #expect(entries.compactMap { $0["path"]?.stringValue } == ["/chat"])
    }
  }
}
