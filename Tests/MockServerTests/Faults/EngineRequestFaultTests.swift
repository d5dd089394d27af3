import HTTP1
import JSON
import Scenario
import Testing

@testable import MockServer

/// Faults of the requests that carry Engine.IO: handshakes, polls, posts and upgrades.
@Suite struct EngineRequestFaultTests {
  private static let hour: Duration = .seconds(3_600)

  /// A poll that gets its packets only now.
  private func join(_ transport: PollingTransport) throws {
    try transport.send("40")
    #expect(try transport.receive().hasPrefix("40{"))
  }

  @Test func aHandshakeTakesItsTime() async throws {
    try await TestServer.run(
      at: Trigger(.lifecycle(.handshake)), do: [.delay(.fixed(Self.hour))]
    ) { server in
      let client = try HTTPClient(port: server.port)
      client.begin(.get, PollingTransport.base)
      #expect(await eventually { server.faultCount == 1 })
      await server.expect(sessions: 0)
      await server.advance(by: Self.hour)
      #expect(try client.response().text.hasPrefix("0{"))
    }
  }

  @Test func anUpgradeTakesItsTime() async throws {
    try await TestServer.run(
      at: Trigger(.lifecycle(.upgrade)), do: [.delay(.fixed(Self.hour))]
    ) { server in
      let port = server.port
      let socket = BackgroundThread { () throws -> String in
        let socket = try WebSocketClient(port: port)
        guard case .text(let open) = try socket.receive() else { throw Lost(before: "an open") }
        return open
      }
      #expect(await eventually { server.faultCount == 1 })
      await server.advance(by: Self.hour)
      let open = try await socket.value
      #expect(open.hasPrefix("0{"))
    }
  }

  @Test func aPollTakesItsTime() async throws {
    try await TestServer.run(
      at: Trigger(.lifecycle(.poll), nth: 1), do: [.delay(.fixed(Self.hour))]
    ) { server in
      let transport = try PollingTransport { try TCPClient(port: server.port) }
      transport.polls.begin(.get, transport.target)
      try transport.send("40")
      #expect(await eventually { server.faultCount == 1 })
      await server.advance(by: Self.hour)
      #expect(try transport.polls.response().text.hasPrefix("40{"))
    }
  }

  @Test func aPostTakesItsTime() async throws {
    try await TestServer.run(
      at: Trigger(.lifecycle(.post), nth: 1), do: [.delay(.fixed(Self.hour))]
    ) { server in
      let transport = try PollingTransport { try TCPClient(port: server.port) }
      transport.posts.begin(.post, transport.target, body: Array("40".utf8))
      #expect(await eventually { server.faultCount == 1 })
      await server.advance(by: Self.hour)
      #expect(try transport.posts.response(to: .post).text == "ok")
      #expect(try transport.receive().hasPrefix("40{"))
    }
  }

  @Test(arguments: [Lifecycle.handshake, .poll, .post, .upgrade], [false, true])
  func anAnswerTakesTheServersPlace(_ moment: Lifecycle, _ isRefused: Bool) async throws {
    let effect: Effect =
      isRefused ? .refuse(message: nil) : .respond(CannedAnswer(status: 502, body: .text("down")))
    try await TestServer.run(at: Trigger(.lifecycle(moment), nth: 1), do: [effect]) { server in
      let answer = try answer(at: moment, on: server)
      #expect(answer.status == (isRefused ? 403 : 502))
      #expect(answer.text == (isRefused ? #"{"code":4,"message":"Forbidden"}"# : "down"))
      try join(PollingTransport { try TCPClient(port: server.port) })
    }
  }

  @Test(
    arguments: [Lifecycle.handshake, .poll, .post, .upgrade], [Step.Disconnection.close, .reset])
  func aRequestLosesItsConnection(_ moment: Lifecycle, _ how: Step.Disconnection) async throws {
    try await TestServer.run(at: Trigger(.lifecycle(moment), nth: 1), do: [.lose(how, for: nil)]) {
      server in
      #expect(throws: Lost.self) { try answer(at: moment, on: server) }
      try join(PollingTransport { try TCPClient(port: server.port) })
    }
  }

  @Test func whatAPollBringsIsDamaged() async throws {
    for effect in [Effect.corrupt, .truncate(bytes: 5)] {
      try await TestServer.run(at: Trigger(.lifecycle(.poll), nth: 1), do: [effect]) { server in
        let transport = try PollingTransport { try TCPClient(port: server.port) }
        try transport.send("40")
        #expect(throws: (any Error).self) {
          let answer = try transport.polls.request(.get, transport.target)
          _ = try JSON(parsing: String(answer.text.dropFirst(2)))
        }
      }
    }
  }

  @Test func aPollIsThrottled() async throws {
    try await TestServer.run(
      at: Trigger(.lifecycle(.poll), nth: 1), do: [.throttle(bytesPerSecond: 10)]
    ) { server in
      let transport = try PollingTransport { try TCPClient(port: server.port) }
      try transport.send("40")
      transport.polls.begin(.get, transport.target)
      #expect(await eventually { server.faultCount == 1 })
      await server.advance(by: Self.hour)
      #expect(try transport.polls.response().text.hasPrefix("40{"))
    }
  }

  @Test func aRequestRestartsTheServer() async throws {
    try await TestServer.run(
      at: Trigger(.request(RequestPattern(path: "/api/agents")), nth: 1), do: [.restart(Self.hour)]
    ) { server in
      let client = try server.joined()
      let http = try HTTPClient(port: server.port)
      http.begin(.get, "/api/agents")
      #expect(http.wire.receive() == .reset)
      #expect(throws: (any Error).self) { while true { _ = try client.next() } }
      await server.advance(by: Self.hour)
      #expect(try HTTPClient(port: server.port).request(.get, "/api/agents").status == 200)
    }
  }

  @Test(arguments: [false, true])
  func aSessionIsForgottenAtAnEvent(_ polling: Bool) async throws {
    for direction in EventPattern.Direction.allCases {
      let name = direction == .in ? "message" : "messageBroadcast"
      let trigger = Trigger(
        .event(EventPattern(name, direction: direction)), nth: direction == .in ? 2 : 1)
      try await TestServer.run(at: trigger, do: [.forgetSession]) { server in
        let client = try server.joined(polling: polling)
        #expect(throws: (any Error).self) {
          try client.say("Hello", in: Name.room)
          while true { _ = try client.next() }
        }
        await server.expect(sessions: 0)
      }
    }
  }

  /// What is answered to the first request of a kind.
  private func answer(at moment: Lifecycle, on server: TestServer) throws -> HTTPClient.Response {
    let client = try HTTPClient(port: server.port)
    switch moment {
    case .handshake: return try client.request(.get, PollingTransport.base)
    case .upgrade:
      return try client.request(
        .get, WebSocketClient.target,
        headers: [
          "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
          "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        ])
    default:
      let transport = try PollingTransport { try TCPClient(port: server.port) }
      if moment == .poll { return try client.request(.get, transport.target) }
      return try client.request(.post, transport.target, body: Array("40".utf8))
    }
  }
}
