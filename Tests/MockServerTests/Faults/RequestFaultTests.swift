import ElizaDomain
import HTTP1
import JSON
import Scenario
import Testing

@testable import MockServer

/// Faults of HTTP requests, those of Engine.IO among them, over real sockets.
@Suite struct RequestFaultTests {
  private static let agents = Trigger.Subject.request(RequestPattern(path: "/api/agents"))

  private func get(_ target: String = "/api/agents", on server: TestServer) throws
    -> HTTPClient.Response
  {
    try HTTPClient(port: server.port).request(.get, target, headers: ["Origin": "http://page"])
  }

  @Test func aCannedAnswerCanBeReadByPages() async throws {
    let answer = CannedAnswer(
      status: 429, retryAfter: .milliseconds(29_001),
      headers: [CannedAnswer.Field(name: "X-Reason", value: "test")])
    try await TestServer.run(at: Trigger(Self.agents, after: 1), do: [.respond(answer)]) { server in
      #expect(try get(on: server).status == 200)
      let refused = try get(on: server)
      #expect(refused.status == 429)
      #expect(refused.headers["Retry-After"] == "30")
      #expect(refused.headers["X-Reason"] == "test")
      #expect(refused.headers["Access-Control-Allow-Origin"] == "http://page")
      #expect(refused.json["error"]?["code"] == "RATE_LIMIT_EXCEEDED")
      #expect(try get("/healthz", on: server).status == 200)
    }
  }

  @Test func aPreflightGoesOn() async throws {
    try await TestServer.run(
      at: Trigger(.request(RequestPattern(path: "**"))), do: [.respond(CannedAnswer(status: 500))]
    ) { server in
      let client = try HTTPClient(port: server.port)
      #expect(try client.request(.options, "/api/agents").status == 204)
      #expect(try client.request(.get, "/api/agents").status == 500)
    }
  }

  @Test func theControlSideIsNeverHit() async throws {
    try await TestServer.run(
      at: Trigger(.request(RequestPattern(path: "**"))), do: [.respond(CannedAnswer(status: 500))]
    ) { server in
      let answer = try HTTPClient(port: server.port).request(.get, "/__mock/v1/openapi.json")
      #expect(answer.status == 200)
    }
  }

  @Test func aLateRequestWaits() async throws {
    try await TestServer.run(
      at: Trigger(Self.agents), do: [.delay(.fixed(.seconds(3_600)))]
    ) { server in
      let client = try HTTPClient(port: server.port)
      client.begin(.get, "/api/agents")
      #expect(await eventually { server.faultCount == 1 })
      await server.advance(by: .seconds(3_600))
      #expect(try client.response().status == 200)
    }
  }

  @Test func aClientThatLeavesWhileItWaitsIsForgotten() async throws {
    try await TestServer.run(
      at: Trigger(Self.agents), do: [.delay(.fixed(.seconds(3_600)))]
    ) { server in
      let client = try HTTPClient(port: server.port)
      client.begin(.get, "/api/agents")
      #expect(await eventually { server.faultCount == 1 })
      client.wire.close()
      await server.expect(connections: 0)
      let pending = await server.server.ask { $0.site.world.clock.pendingCount }
      #expect(pending == 0)
    }
  }

  @Test func aTruncatedAnswerEndsTooSoon() async throws {
    try await TestServer.run(at: Trigger(Self.agents), do: [.truncate(bytes: 10)]) { server in
      #expect(throws: (any Error).self) { try get(on: server) }
    }
  }

  @Test func aCorruptAnswerIsNoJSON() async throws {
    try await TestServer.run(at: Trigger(Self.agents), do: [.corrupt]) { server in
      let answer = try get(on: server)
      #expect(answer.status == 200)
      #expect(throws: (any Error).self) { try JSON(parsing: answer.body) }
      #expect(String(validating: answer.body, as: UTF8.self) != nil)
    }
  }

  @Test func aThrottledAnswerComesSlowly() async throws {
    try await TestServer.run(at: Trigger(Self.agents), do: [.throttle(bytesPerSecond: 10)]) {
      server in
      let client = try HTTPClient(port: server.port)
      client.begin(.get, "/api/agents")
      #expect(await eventually { server.faultCount == 1 })
      await server.advance(by: .seconds(3_600))
      #expect(try client.response().json["success"] == true)
    }
  }

  @Test func everyPieceOfAThrottledAnswerIsDamagedHoweverTimePasses() async throws {
    try await TestServer.run(
      at: Trigger(Self.agents), do: [.corrupt, .throttle(bytesPerSecond: 10)]
    ) { server in
      let client = try HTTPClient(port: server.port)
      client.begin(.get, "/api/agents")
      #expect(await eventually { server.faultCount == 1 })
      await server.advance(by: .seconds(3_600))
      let text = try client.response().text
      let piece = "\u{1A}\"}\u{1A}"
      #expect(text.utf8.count > 100)
      #expect(text == String(repeating: piece, count: text.utf8.count / piece.utf8.count))
    }
  }

  @Test func aRequestArrivesTwice() async throws {
    let sessions = Trigger.Subject.request(
      RequestPattern(method: "POST", path: "/api/messaging/sessions"))
    try await TestServer.run(at: Trigger(sessions), do: [.duplicate(times: 2, gap: .zero)]) {
      server in
      let client = try HTTPClient(port: server.port)
      let body: JSON = ["agentId": .string(Name.agent), "userId": .string(Name.user)]
      #expect(try client.request(.post, "/api/messaging/sessions", json: body).status == 201)
      await server.advance(by: .zero)
      let count = await server.server.ask { $0.site.world.sessions.count }
      #expect(count == 2)
    }
  }

  @Test(arguments: [Step.Disconnection.reset, .close])
  func aRequestLosesItsConnection(_ how: Step.Disconnection) async throws {
    try await TestServer.run(at: Trigger(Self.agents), do: [.lose(how, for: nil)]) { server in
      let client = try HTTPClient(port: server.port)
      client.begin(.get, "/api/agents")
      #expect(client.wire.receive() == (how == .reset ? .reset : .end))
    }
  }

  @Test func aSilentRequestIsAnsweredAfterwards() async throws {
    try await TestServer.run(at: Trigger(Self.agents), do: [.lose(.silent, for: .seconds(3_600))]) {
      server in
      let client = try HTTPClient(port: server.port)
      client.begin(.get, "/api/agents")
      #expect(await eventually { server.faultCount == 1 })
      await server.advance(by: .seconds(3_600))
      #expect(try client.response().status == 200)
    }
  }

  @Test func aRequestIsRefused() async throws {
    try await TestServer.run(at: Trigger(Self.agents), do: [.refuse(message: "No.")]) { server in
      let answer = try get(on: server)
      #expect(answer.status == 403)
      #expect(answer.json == ["success": false, "error": "No."])
    }
  }

  @Test func theReplyComesBeforeThePOSTIsAnswered() async throws {
    let posts = Trigger.Subject.request(
      RequestPattern(method: "POST", path: "/api/messaging/sessions/*/messages"))
    try await TestServer.run(at: Trigger(posts), do: [.replyBeforePost(within: .seconds(3_600))]) {
      server in
      let http = try HTTPClient(port: server.port)
      let session = try http.request(
        .post, "/api/messaging/sessions",
        json: ["agentId": .string(Name.agent), "userId": .string(Name.user)])
      let id = try #require(session.json["sessionId"]?.stringValue)
      let listener = try SocketClient.webSocket(port: server.port)
      try listener.join(id)
      http.begin(
        .post, "/api/messaging/sessions/\(id)/messages",
        headers: ["Content-Type": "application/json"], body: Array(#"{"content":"Hello"}"#.utf8))
      try listener.hear(from: Name.agent)
      #expect(try http.response(to: .post).status == 201)
    }
  }
}
