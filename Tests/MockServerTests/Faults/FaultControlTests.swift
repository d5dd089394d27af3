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
}
