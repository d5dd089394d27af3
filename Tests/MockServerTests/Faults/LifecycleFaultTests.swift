import HTTP1
import JSON
import Scenario
import Testing

@testable import MockServer

/// Faults in the life of a connection, over real sockets.
@Suite struct LifecycleFaultTests {
  @Test func anUpgradeIsRefusedAndPollingGoesOn() async throws {
    try await TestServer.run(
      at: Trigger(.lifecycle(.upgrade)), do: [.refuse(message: nil)]
    ) { server in
      let client = try SocketClient.polling(port: server.port)
      #expect(throws: (any Error).self) { try client.upgrade(over: server.connect()) }
      try client.join(Name.room)
      try client.say("Hello", in: Name.room)
      try client.hear(from: Name.agent)
      #expect(throws: (any Error).self) { try SocketClient.webSocket(port: server.port) }
    }
  }

  @Test func aHandshakeIsRefused() async throws {
    try await TestServer.run(
      at: Trigger(.lifecycle(.handshake), nth: 1), do: [.refuse(message: nil)]
    ) { server in
      let refused = try HTTPClient(port: server.port).request(.get, PollingTransport.base)
      #expect(refused.status == 403)
      #expect(refused.text == #"{"code":4,"message":"Forbidden"}"#)
      try SocketClient.polling(port: server.port).join(Name.room)
    }
  }

  @Test func aSessionIsForgottenAtAPoll() async throws {
    try await TestServer.run(at: Trigger(.lifecycle(.poll), nth: 1), do: [.forgetSession]) {
      server in
      let transport = try PollingTransport { try TCPClient(port: server.port) }
      let answer = try transport.polls.request(.get, transport.target)
      #expect(answer.text == #"{"code":1,"message":"Session ID unknown"}"#)
      await server.expect(sessions: 0)
    }
  }

  @Test func aRefusedPostDoesNotStandInTheWayOfTheNext() async throws {
    try await TestServer.run(
      at: Trigger(.lifecycle(.post), nth: 1), do: [.respond(CannedAnswer(status: 502))]
    ) { server in
      let transport = try PollingTransport { try TCPClient(port: server.port) }
      #expect(throws: Lost.self) { try transport.send("40") }
      let client = try SocketClient(over: transport)
      try client.join(Name.room)
    }
  }

  @Test func aPollFallsSilentWithItsSession() async throws {
    try await TestServer.run(
      at: Trigger(.lifecycle(.poll), nth: 1), do: [.lose(.silent, for: .seconds(3_600))]
    ) { server in
      let transport = try PollingTransport { try TCPClient(port: server.port) }
      transport.polls.begin(.get, transport.target)
      transport.posts.begin(.post, transport.target, body: Array("40".utf8))
      #expect(await eventually { server.faultCount == 1 })
      await server.advance(by: .seconds(3_600))
      #expect(try transport.posts.response(to: .post).text == "ok")
      let packets = try transport.polls.response().text.split(separator: "\u{1E}")
      #expect(packets.first { $0 != "2" }?.hasPrefix("40{") == true)
    }
  }

  @Test func aRestartResetsEverybodyAndIsOver() async throws {
    try await TestServer.run(
      at: Trigger(.event(EventPattern("messageBroadcast", from: .agent)), isAfterwards: true),
      do: [.restart(.seconds(3_600))]
    ) { server in
      let client = try server.joined()
      let other = try server.joined(polling: true, as: Name.other)
      try client.say("Hello", in: Name.room)
      try client.hear(from: Name.agent)
      try other.hear(from: Name.agent)
      let packets = try #require(client.transport as? WebSocketClient.Packets)
      #expect(try packets.socket.receiveEnding() == .reset)
      #expect(throws: (any Error).self) { while true { _ = try other.next() } }
      #expect(throws: (any Error).self) { try SocketClient.webSocket(port: server.port) }
      let http = try HTTPClient(port: server.port)
      http.begin(.get, "/api/agents")
      #expect(http.wire.receive() == .reset)
      await server.advance(by: .seconds(3_600))
      try SocketClient.webSocket(port: server.port).join(Name.room)
    }
  }

  @Test func aMomentComes() async throws {
    try await TestServer.run(
      at: Trigger(.time(.seconds(3_600))), do: [.lose(.kick, for: nil)]
    ) { server in
      let client = try server.joined()
      await server.advance(by: .seconds(3_600))
      while try client.next() != .disconnect {}
      #expect(server.faultCount == 1)
    }
  }

  @Test func overlaysStackAndAreTakenOff() async throws {
    let reply = Trigger(.event(EventPattern("messageBroadcast", from: .agent)))
    let overlays = ["one", "two"].map { name in
      Overlay(
        name: name, faults: [Fault(id: name, at: reply, do: [.duplicate(times: 2, gap: .zero)])])
    }
    try await TestServer.run(configure: { $0.overlays = overlays }) { server in
      let counts = await server.server.ask { server in
        let faults = server.site.faults
        let removed = [faults.remove("one"), faults.remove("two/two"), faults.remove("two")]
        #expect(removed == [true, true, false])
        return faults.faults.count + faults.overlays.count
      }
      #expect(counts == 0)
      let isOff = await server.server.ask { $0.site.realtime.faults == nil }
      #expect(isOff == true)
    }
  }
}
