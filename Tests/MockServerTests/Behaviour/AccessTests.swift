import ElizaDomain
import HTTP1
import JSON
import Testing

@testable import MockServer

extension OverSockets {
  /// Sections 1.2 to 1.5 of the HTTP contract: bodies, origins, the key, and how many requests there may be.
  @Suite struct AccessTests {
    @Test func theKeyOpensTheAPIAndTheSockets() async throws {
      try await TestServer.run {
        $0.apiKey = "s3cret"
      } body: { server in
        let client = try HTTPClient(port: server.port)
        let refused = try client.request(.get, "/api/agents")
        #expect(refused.status == 401)
        #expect(
          refused.json == [
            "error": "API key required", "message": "Missing or invalid X-API-KEY header",
          ])
        let answer = try client.request(.get, "/api/agents", headers: ["x-api-key": "s3cret"])
        #expect(answer.status == 200)
        #expect(try client.request(.get, "/healthz").status == 200)
        #expect(try client.request(.options, "/api/agents").status == 204)
        #expect(try connectError(server, auth: nil) == ["message": "Invalid or missing API Key"])
        let socket = try SocketClient.webSocket(port: server.port, auth: ["apiKey": "s3cret"])
        try socket.join(Name.room)
        _ = try SocketClient.polling(port: server.port, auth: ["token": "s3cret"])
      }
    }

    @Test func olderReleasesAskForTheKeyByHTTPOnly() async throws {
      try await TestServer.run {
        $0.apiKey = "s3cret"
        $0.profile = .v1_6_4
      } body: { server in
        let client = try HTTPClient(port: server.port)
        let refused = try client.request(.get, "/api/agents")
        #expect(refused.status == 401)
        #expect(refused.headers["Content-Type"] == "text/html; charset=utf-8")
        #expect(refused.text == "Unauthorized: Invalid or missing X-API-KEY")
        try SocketClient.webSocket(port: server.port).join(Name.room)
      }
    }

    @Test func aClientThatAsksTooOftenIsToldHowLongToWait() async throws {
      try await TestServer.run {
        $0.rateLimits = RateLimits(api: .init(requests: 2, seconds: 600))
      } body: { server in
        let client = try HTTPClient(port: server.port)
        for left in ["1", "0"] {
          let answer = try client.request(.get, "/api/server/ping")
          #expect(answer.status == 200)
          #expect(answer.headers["RateLimit-Policy"] == "2;w=600")
          #expect(answer.headers["RateLimit-Remaining"] == left)
        }
        let other = try HTTPClient(port: server.port)
        let refused = try other.request(.get, "/api/server/ping")
        #expect(refused.status == 429, "another connection of the same client")
        #expect(refused.json["error"]?["code"] == "RATE_LIMIT_EXCEEDED")
        let wait = try #require(Int(refused.headers["Retry-After"] ?? ""))
        #expect(595...600 ~= wait)
        let elsewhere = HTTPClient(over: try TCPClient(port: server.port, host: "::1"))
        #expect(try elsewhere.request(.get, "/api/server/ping").status == 200)
        #expect(try other.request(.get, "/healthz").status == 200)
        try SocketClient.webSocket(port: server.port).join(Name.room)
      }
    }

    @Test func aJSONBodyBeyondTheLimitIsRefusedInTheWordsOfTheParser() async throws {
      try await TestServer.run {
        $0.limits.requests.jsonBytes = 1_000
      } body: { server in
        let client = try HTTPClient(port: server.port)
        let text = JSON.string(String(repeating: "x", count: 980))
        let answer = try client.request(.post, "/api/messaging/jobs", json: ["text": text])
        #expect(answer.json.at("error.message") != "request entity too large")
        let longer = try client.request(
          .post, "/api/messaging/jobs", json: ["text": text, "more": "than it takes"])
        #expect(longer.status == 400)
        #expect(
          longer.json == [
            "success": false, "error": ["message": "request entity too large", "code": 400],
          ])
      }
    }

    @Test func oneOriginAloneMayCallWhenOneIsFixed() async throws {
      try await TestServer.run {
        $0.allowedOrigin = "http://localhost:5173"
      } body: { server in
        let client = try HTTPClient(port: server.port)
        for origin in ["http://localhost:5173", "http://elsewhere.example"] {
          let answer = try client.request(.get, "/api/server/ping", headers: ["Origin": origin])
          #expect(answer.headers["Access-Control-Allow-Origin"] == "http://localhost:5173")
          #expect(answer.headers["Access-Control-Allow-Credentials"] == "true")
          #expect(answer.headers["Access-Control-Expose-Headers"] == "X-Total-Count")
          #expect(answer.headers["Vary"] == "Origin")
        }
        let preflight = try client.request(
          .options, "/api/messaging/sessions",
          headers: [
            "Origin": "http://localhost:5173", "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
          ])
        #expect(preflight.status == 204)
        #expect(
          preflight.headers["Access-Control-Allow-Methods"]
            == "GET,POST,PUT,DELETE,PATCH,OPTIONS")
      }
    }

    @Test func securityHeadersAreThoseOfTheRelease() async throws {
      try await TestServer.run {
        $0.profile = .v1_7_2
      } body: { server in
        let client = try HTTPClient(port: server.port)
        let answer = try client.request(.get, "/api/server/ping")
        #expect(answer.headers["X-XSS-Protection"] == "1; mode=block")
        #expect(answer.headers["Referrer-Policy"] == "no-referrer")
        let page = try client.request(.get, "/healthz")
        #expect(page.headers["X-XSS-Protection"] == "0")
        for field in [answer.headers, page.headers] {
          #expect(field["X-Content-Type-Options"] == "nosniff")
          #expect(field["Cross-Origin-Resource-Policy"] == "cross-origin")
          #expect(field["X-Powered-By"] == nil)
        }
      }
    }

    private func connectError(_ server: TestServer, auth: JSON?) throws -> JSON? {
      let packets = WebSocketClient.Packets(try WebSocketClient(over: server.connect()))
      try #require(try packets.receive().hasPrefix("0{"))
      packets.send("40\(auth?.text ?? "")")
      let packet = try packets.receive()
      guard packet.hasPrefix("44") else { return nil }
      return try JSON(parsing: String(packet.dropFirst(2)))
    }
  }
}
