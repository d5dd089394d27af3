import HTTP1
import JSON
import Testing
import WebSocket

@testable import MockServer
@testable import Reactor

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension OverSockets {
  /// Peers that take their time: each gets the time there is and no more.
  @Suite struct SlowPeerTests {
    @Test(arguments: EventLoop.SelectorChoice.tested)
    func aConnectionThatSaysNothingIsClosedWithoutAWord(
      _ selector: EventLoop.SelectorChoice
    ) async throws {
      try await TestServer.run(selector: selector) { configuration in
        // No pause between the requests of those who chat lasts that long.
        configuration.limits.times.idle = .seconds(4)
      } body: { server in
        try await server.whileOthersChat {
          let silent = try server.connect()
          let resting = try HTTPClient(port: server.port)
          #expect(try resting.request(.get, "/healthz").status == 200)
          #expect(silent.receive() == .end)
          #expect(resting.isEnded())
        }
        #expect(server.log.warnings().isEmpty)
      }
    }

    @Test func aHeadThatDoesNotEndIsRefused() async throws {
      try await TestServer.run { configuration in
        configuration.limits.times.head = .milliseconds(50)
      } body: { server in
        try await server.whileOthersChat {
          for beginning in ["G", "GET / HTTP/1.1", "GET / HTTP/1.1\r\nHost: x\r\nA"] {
            let client = try HTTPClient(port: server.port)
            client.wire.send(beginning)
            #expect(try client.response().status == 408)
            #expect(client.isEnded())
          }
        }
        #expect(server.log.warnings(about: "The header did not arrive in time. (408)").count == 3)
        #expect(server.log.warnings().count == 3)
      }
    }

    @Test func aHeadThatDripsForEverIsRefused() async throws {
      try await TestServer.run { configuration in
        configuration.limits.times.head = .milliseconds(100)
      } body: { server in
        try await server.whileOthersChat {
          try await expectTimeout(dripping: "GET /healthz HTTP/1.1\r\nHost: x\r\nA: ", on: server)
        }
        #expect(server.log.warnings(about: "The header did not arrive in time. (408)").count == 1)
        #expect(server.log.warnings().count == 1)
      }
    }

    @Test func aBodyThatPausesIsRefused() async throws {
      try await TestServer.run { configuration in
        configuration.limits.times.bodyPause = .milliseconds(50)
      } body: { server in
        try await server.whileOthersChat {
          for framing in ["Content-Length: 10\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n5\r\n"] {
            let client = try HTTPClient(port: server.port)
            client.wire.send("POST /api/messaging/sessions HTTP/1.1\r\nHost: x\r\n\(framing)abc")
            #expect(try client.response().status == 408)
            #expect(client.isEnded())
          }
        }
        #expect(server.log.warnings(about: "The body stopped arriving. (408)").count == 2)
      }
    }

    @Test func aBodyThatDripsForEverIsRefused() async throws {
      try await TestServer.run { configuration in
        configuration.limits.times.body = .milliseconds(100)
      } body: { server in
        try await server.whileOthersChat {
          try await expectTimeout(
            behind: "POST /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n",
            on: server)
        }
        #expect(server.log.warnings(about: "The body stopped arriving. (408)").count == 1)
        #expect(server.log.warnings().count == 1)
      }
    }

    /// Sends a text byte by byte and then one `a` after another, for as long as the server takes
    /// them, and expects to be told that it takes too long, although no byte is ever late.
    private func expectTimeout(
      behind beginning: String = "", dripping text: String = "", on server: TestServer
    ) async throws {
      let tcp = try server.connect()
      tcp.send(beginning)
      let drip = BackgroundThread {
        var bytes = Array(text.utf8)[...]
        // At full speed the head would be too long before it took too long.
        while tcp.send([bytes.popFirst() ?? UInt8(ascii: "a")]) { usleep(5_000) }
      }
      let answer = tcp.receiveAll()
      #expect(answer.text.hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
      tcp.interrupt()
      try await drip.value
    }

    @Test func aReaderOfAnswersThatStopsReadingIsCutOff() async throws {
      try await TestServer.run { configuration in
        // No pause between the requests of those who chat lasts that long.
        configuration.limits.times.idle = .seconds(5)
        configuration.limits.times.close = .milliseconds(100)
      } body: { server in
        let writer = try SocketClient.webSocket(port: server.port)
        try writer.fill(Name.room)
        try await server.whileOthersChat {
          let reader = HTTPClient(over: try TCPClient(port: server.port, receiveBuffer: 4_096))
          for _ in 0..<3 {
            reader.begin(.get, "/api/messaging/central-channels/\(Name.room)/messages")
          }
          guard case .bytes = reader.wire.receive() else { throw Lost(before: "the beginning") }
          await server.expect(
            connections: 1 + Chat.connectionCount, "the writer stays, the reader goes")
          #expect(reader.wire.receiveAll().ending == .reset)
        }
        try writer.say("still here", in: Name.room)
        #expect(try writer.hear(from: Name.user)["text"] == "still here")
        await server.expect(connections: 1)
      }
    }

    @Test(arguments: EventLoop.SelectorChoice.tested)
    func aMemberOfARoomThatStopsReadingIsCutOff(
      _ selector: EventLoop.SelectorChoice
    ) async throws {
      try await TestServer.run(selector: selector) { configuration in
        configuration.limits.realtime.queuedBytes = 1_000_000
      } body: { server in
        try await server.whileOthersChat {
          let writer = try SocketClient.webSocket(port: server.port)
          let reader = try SocketClient.webSocket(port: server.port)
          let deaf = try SocketClient.webSocket(
            TCPClient(port: server.port, receiveBuffer: 4_096))
          for client in [writer, reader, deaf] { try client.join(Name.room) }
          let text = String(repeating: "x", count: 200_000)
          var count = 0
          while server.log.warnings().isEmpty {
            count += 1
            try writer.say("\(count) \(text)", in: Name.room)
            #expect(try reader.hear(from: Name.user)["text"] == .string("\(count) \(text)"))
            try writer.hear(from: Name.user)
            try #require(count < 200, "a reader that does not read must not be served for ever")
          }
          #expect(
            server.log.warnings() == [
              "warning refused: The peer does not read what it is sent."
            ])
          await server.expect(connections: 2 + Chat.connectionCount)
        }
      }
    }

    @Test func aSessionThatNeverPollsIsEnded() async throws {
      try await TestServer.run { configuration in
        configuration.limits.realtime.queuedPackets = 100
      } body: { server in
        try await server.whileOthersChat {
          let writer = try SocketClient.webSocket(port: server.port)
          let deaf = try SocketClient.polling(port: server.port)
          try writer.join(Name.room)
          try deaf.join(Name.room)
          for index in 0..<101 {
            try writer.say("\(index)", in: Name.room)
            try writer.hear(from: Name.user)
          }
          try server.settle()
          #expect(
            server.log.warnings() == ["warning refused: more than 100 waited for the next poll"])
          #expect(throws: Lost.self) { try deaf.wait(for: "never") }
        }
      }
    }

    @Test func aClientThatAnswersNoPingIsGivenUp() async throws {
      try await TestServer.run { configuration in
        // Time enough for those who chat, who answer their pings.
        configuration.limits.times.pingInterval = .seconds(1)
        configuration.limits.times.pong = .seconds(5)
      } body: { server in
        try await server.whileOthersChat {
          let socket = try WebSocketClient(port: server.port)
          guard case .text(let open) = try socket.receive() else { throw Lost(before: "the open") }
          #expect(open.contains(#""pingInterval":1000,"pingTimeout":5000"#))
          socket.send("40")
          let polling = try PollingTransport { try server.connect() }
          #expect(try polling.receive() == "2")
          polling.polls.begin(.get, polling.target)
          #expect(try socket.receiveEnding() == .close(1000))
          #expect(try polling.polls.response().text == "1")
        }
        #expect(server.log.lines(about: "disconnected: ping timeout").count == 1)
      }
    }

    @Test func aFrameThatDoesNotEndIsGivenUpWithItsClient() async throws {
      try await TestServer.run { configuration in
        configuration.limits.times.pingInterval = .milliseconds(50)
        // Time enough for those who chat, who answer their pings.
        configuration.limits.times.pong = Chat.reactionTime
        configuration.limits.times.close = .milliseconds(50)
      } body: { server in
        try await server.whileOthersChat {
          let whole = WebSocketClient.frame(.text, Array("40".utf8))
          let socket = try WebSocketClient(port: server.port)
          // A pong cannot pass within a frame, so that whoever never ends one answers no ping.
          socket.wire.send(Array(whole.dropLast()))
          var message = try socket.receive()
          while case .text = message { message = try socket.receive() }
          #expect(message == .close(1000))
          #expect(socket.wire.receive() == .reset)
        }
        await server.expect(sessions: 0)
      }
    }

    @Test func aClientThatJoinsNothingIsClosed() async throws {
      try await TestServer.run { configuration in
        // Time enough for those who chat, who join at once.
        configuration.limits.times.connect = Chat.reactionTime
      } body: { server in
        try await server.whileOthersChat {
          let socket = try WebSocketClient(port: server.port)
          #expect(try socket.receiveEnding() == .close(1000))
          let polling = try PollingTransport { try server.connect() }
          #expect(try polling.receive() == "1")
        }
      }
    }

    @Test func anUpgradeThatStallsIsDroppedAndPollingGoesOn() async throws {
      try await TestServer.run { configuration in
        configuration.limits.times.upgrade = .milliseconds(50)
      } body: { server in
        try await server.whileOthersChat {
          let client = try SocketClient.polling(port: server.port)
          let sid = try #require(client.transport as? PollingTransport).sid
          for packets in [[], ["2probe"]] {
            let probe = try WebSocketClient(
              port: server.port, target: "\(WebSocketClient.target)&sid=\(sid)")
            for packet in packets { probe.send(packet) }
            #expect(try probe.receiveEnding() == .close(1000))
          }
          try client.join(Name.room)
          try client.say("still polling", in: Name.room)
          #expect(try client.hear(from: Name.user)["text"] == "still polling")
        }
      }
    }

    @Test func aPeerThatNeverAnswersACloseIsCutOff() async throws {
      try await TestServer.run { configuration in
        configuration.limits.times.close = .milliseconds(50)
      } body: { server in
        try await server.whileOthersChat {
          let socket = try WebSocketClient(port: server.port)
          socket.send("1")
          while true {
            guard case .text = try socket.receive() else { break }
          }
          #expect(socket.wire.receive() == .reset)
        }
        await server.expect(connections: 0)
      }
    }
  }
}
