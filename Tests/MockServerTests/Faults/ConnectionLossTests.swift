import HTTP1
import SocketIOServer
import Testing

@testable import MockServer

/// Each way of losing a connection, as a client on the other end of it sees it.
@Suite struct ConnectionLossTests {
  private func lose(
    _ client: SocketClient, _ loss: Loss, for duration: Duration? = nil, on server: TestServer
  ) async {
    let id = client.id
    let isLost = await server.server.ask { $0.site.losses.lose(id, loss, for: duration) }
    #expect(isLost == true)
  }

  private func ending(of client: SocketClient) throws -> WebSocketClient.Message {
    let packets = try #require(client.transport as? WebSocketClient.Packets)
    return try packets.socket.receiveEnding()
  }

  @Test func aKickIsADisconnectPacket() async throws {
    try await TestServer.run { server in
      for client in [
        try SocketClient.webSocket(port: server.port), try .polling(port: server.port),
      ] {
        await lose(client, .kick, on: server)
        #expect(try client.next() == .disconnect)
      }
    }
  }

  @Test func aCloseIsACloseFrameOrPacket() async throws {
    try await TestServer.run { server in
      let client = try SocketClient.webSocket(port: server.port)
      await lose(client, .close, on: server)
      #expect(try ending(of: client) == .close(1000))
      let polling = try SocketClient.polling(port: server.port)
      await lose(polling, .close, on: server)
      #expect(try polling.transport.receive() == "6")
      #expect(try polling.transport.receive() == "1")
      await server.expect(sessions: 0)
    }
  }

  @Test func aResetIsOne() async throws {
    try await TestServer.run { server in
      let client = try SocketClient.webSocket(port: server.port)
      await lose(client, .reset, on: server)
      #expect(try ending(of: client) == .reset)
      let transport = try PollingTransport { try TCPClient(port: server.port) }
      let polling = try SocketClient(over: transport)
      transport.polls.begin(.get, transport.target)
      try await server.expectPoll(of: transport.sid)
      await lose(polling, .reset, on: server)
      #expect(transport.polls.wire.receive() == .reset)
      await server.expect(sessions: 0)
    }
  }

  @Test func whatWasSentDuringASilenceArrivesAfterIt() async throws {
    try await TestServer.run { server in
      for client in [
        try SocketClient.webSocket(port: server.port), try .polling(port: server.port),
      ] {
        try client.join(Name.room)
        await lose(client, .silent, for: .milliseconds(50), on: server)
        try client.say("still there?", in: Name.room)
        try client.hear(from: Name.agent)
      }
    }
  }

  @Test func aConnectionLostForEverIsGoneWhenItsClientIs() async throws {
    try await TestServer.run { server in
      let client = try SocketClient.webSocket(port: server.port)
      await lose(client, .silent, on: server)
      await lose(client, .close, on: server)
      await server.expect(sessions: 0)
      await server.expect(connections: 1)
      client.close()
      await server.expect(connections: 0)
    }
  }

  @Test func aForgottenSessionIsUnknown() async throws {
    try await TestServer.run { server in
      let transport = try PollingTransport { try TCPClient(port: server.port) }
      let sid = transport.sid
      let isForgotten = await server.server.ask { $0.site.losses.forget(sid) }
      #expect(isForgotten == true)
      let response = try transport.polls.request(.get, transport.target)
      #expect(response.status == 400)
      #expect(response.text == #"{"code":1,"message":"Session ID unknown"}"#)
    }
  }

  @Test func nobodyIsLostByAnUnknownId() async throws {
    try await TestServer.run { server in
      let isLost = await server.server.ask { $0.site.losses.lose("somebody", .reset) }
      #expect(isLost == false)
    }
  }
}

extension TestServer {
  /// Waits until a poll of the session is pending.
  func expectPoll(of sid: String) async throws {
    let isPending = await eventually {
      await server.ask { $0.site.realtime.server.engine.session(sid)?.isPollPending } == true
    }
    #expect(isPending)
  }
}
