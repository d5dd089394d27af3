import ElizaDomain
import HTTP1
import JSON
import Testing

@testable import MockServer

extension OverSockets {
  /// What the log says, and who may read it.
  @Suite struct LogTests {
    @Test func theServersLogIsThereForItsClients() async throws {
      try await TestServer.run { server in
        let client = try HTTPClient(port: server.port)
        _ = try client.request(.get, "/api/agents/nope")
        let first = try client.request(.get, "/api/server/logs").json["logs"]?.arrayValue
        #expect(first?.map { $0["msg"] } == ["GET /api/agents/nope → 400: Invalid agent ID format"])
        #expect(first?.map { $0["level"] } == [30])
        let socket = try SocketClient.webSocket(port: server.port)
        try socket.join(Name.room)
        try socket.say("Hello", in: Name.room)
        try socket.hear(from: Name.agent)
        let about = try client.request(.get, "/api/server/logs?agentName=Eliza").json["logs"]
        #expect(about?.arrayValue?.first?["msg"] == "THINKING Eliza")
        #expect(about?.arrayValue?.allSatisfy { $0["agentId"] == .string(Name.agent) } == true)
        #expect(try client.request(.delete, "/api/server/logs").status == 200)
        let left = try client.request(.get, "/api/server/logs").json["logs"]?.arrayValue
        #expect(left?.map { $0["msg"] } == ["DELETE /api/server/logs → 200"])
      }
    }

    @Test func aRefusalIsLoggedWithItsReason() async throws {
      try await TestServer.run {
        $0.apiKey = "k"
      } body: { server in
        let client = try HTTPClient(port: server.port)
        _ = try client.request(.get, "/api/agents")
        _ = try client.request(.get, "/api/nothing", headers: ["X-API-KEY": "k"])
        #expect(
          server.log.lines(about: "GET") == [
            "info GET /api/agents → 401: Missing or invalid X-API-KEY header",
            "info GET /api/nothing → 404: API endpoint not found",
          ])
      }
    }

    @Test func aFloodThatIsRefusedIsLoggedOnce() async throws {
      try await TestServer.run {
        $0.rateLimits = RateLimits(api: .init(requests: 2, seconds: 600))
      } body: { server in
        let client = try HTTPClient(port: server.port)
        for _ in 0..<50 { _ = try client.request(.get, "/api/server/ping") }
        #expect(
          server.log.lines(about: "ping") == [
            "info GET /api/server/ping → 200", "info GET /api/server/ping → 200",
            "info GET /api/server/ping → 429: Too many requests. Please try again later.",
          ])
      }
    }

    @Test func whatLeniencyLetPassIsSaidOnceHoweverManyConnectionsAFrontendOpens() async throws {
      try await TestServer.run { server in
        let body: JSON = ["name": "Room", "type": "GROUP"]
        for _ in 0..<2 {
          let client = try HTTPClient(port: server.port)
          for _ in 0..<3 { _ = try client.request(.post, "/api/messaging/channels", json: body) }
        }
        #expect(server.log.lines(about: "participantCentralUserIds is missing").count == 1)
      }
    }
  }
}
