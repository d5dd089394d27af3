import ElizaDomain
import HTTP1
import JSON
import Testing

@testable import MockServer

extension OverSockets {
  /// Sections 1.2, 8.7, 11 and 12 of the HTTP contract.
  @Suite struct ServerTests {
    @Test func textComesBackAsAWaveFile() async throws {
      try await TestServer.run { server in
        let client = try HTTPClient(port: server.port)
        for path in ["speech/generate", "speech/conversation"] {
          let answer = try client.request(
            .post, "/api/audio/\(Name.agent)/\(path)", json: ["text": "Hello there"])
          #expect(answer.status == 200)
          #expect(answer.headers["Content-Type"] == "audio/wav")
          #expect(answer.headers["X-Eliza-Mock"] == "generated")
          #expect(answer.headers["Content-Length"] == String(answer.body.count))
          #expect(answer.body.starts(with: "RIFF".utf8))
        }
      }
    }

    @Test func worldsAndTheEnvironmentAreKept() async throws {
      try await TestServer.run { server in
        let client = try HTTPClient(port: server.port)
        let made = try client.request(
          .post, "/api/agents/\(Name.agent)/worlds", json: ["name": "Planning"])
        #expect(made.status == 201)
        let id = try #require(made.json.at("data.world.id")?.stringValue)
        let changed = try client.request(
          .patch, "/api/agents/\(Name.agent)/worlds/\(id)", json: ["name": "Done"])
        #expect(changed.json.at("data.world.name") == "Done")
        _ = try client.request(
          .post, "/api/system/env/local", json: ["content": ["KEY": "value"]])
        let other = try HTTPClient(port: server.port)
        #expect(try other.request(.get, "/api/system/env/local").json["data"] == ["KEY": "value"])
      }
    }

    @Test func aReleaseSaysOfAnEndlessBodyWhatItSaysOfALongOne() async throws {
      try await TestServer.run {
        $0.profile = .v1_7_2
        $0.limits.requests.bodyBytes = 10_000
      } body: { server in
        let client = try HTTPClient(port: server.port)
        let answer = try client.request(
          .post, "/api/messaging/sessions", headers: ["Content-Type": "application/json"],
          body: Array(repeating: 0x20, count: 20_000))
        #expect(answer.status == 500)
        #expect(
          answer.json == [
            "success": false, "error": ["message": "request entity too large", "code": 500],
          ])
        #expect(client.isEnded())
      }
    }
  }
}
