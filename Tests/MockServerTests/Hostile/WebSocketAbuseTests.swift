import HTTP1
import JSON
import SocketIOServer
import Testing
import WebSocket

@testable import MockServer

extension OverSockets {
  /// Frames against RFC 6455: the connection is closed with the code the rule has, and nobody else's.
  @Suite struct WebSocketAbuseTests {
    struct Row: CustomTestStringConvertible, Sendable {
      let name: String
      let bytes: [UInt8]
      let code: UInt16

      var testDescription: String { name }
    }

    private static let mask: [UInt8] = [0, 0, 0, 0]

    static let rows: [Row] = [
      Row(name: "not masked", bytes: [0x81, 2, 0x34, 0x30], code: 1002),
      Row(name: "reserved bit 1", bytes: [0xC1, 0x80] + mask, code: 1002),
      Row(name: "reserved bit 3", bytes: [0x91, 0x80] + mask, code: 1002),
      Row(name: "unknown data opcode", bytes: [0x83, 0x80] + mask, code: 1002),
      Row(name: "unknown control opcode", bytes: [0x8B, 0x80] + mask, code: 1002),
      Row(name: "fragmented ping", bytes: [0x09, 0x80] + mask, code: 1002),
      Row(name: "long ping", bytes: [0x89, 0xFE, 0, 126] + mask, code: 1002),
      Row(name: "length in too many bytes", bytes: [0x81, 0xFE, 0, 125] + mask, code: 1002),
      Row(
        name: "length in far too many bytes",
        bytes: [0x81, 0xFF, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF] + mask, code: 1002),
      Row(
        name: "length of 2^63", bytes: [0x82, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 0] + mask, code: 1002),
      Row(
        name: "length of 2^63 - 1",
        bytes: [0x82, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF] + mask, code: 1009),
      Row(
        name: "one byte too long", bytes: [0x81, 0xFF, 0, 0, 0, 0, 0, 0x0F, 0x42, 0x41] + mask,
        code: 1009),
      Row(name: "continuation of nothing", bytes: [0x80, 0x80] + mask, code: 1002),
      Row(
        name: "message within a message", bytes: [0x01, 0x80] + mask + [0x81, 0x80] + mask,
        code: 1002),
      Row(name: "close with half a code", bytes: [0x88, 0x81] + mask + [3], code: 1002),
      Row(name: "close with code 1005", bytes: [0x88, 0x82] + mask + [0x03, 0xED], code: 1002),
      Row(name: "close with code 999", bytes: [0x88, 0x82] + mask + [0x03, 0xE7], code: 1002),
      Row(name: "close with code 65535", bytes: [0x88, 0x82] + mask + [0xFF, 0xFF], code: 1002),
      Row(
        name: "close with bad text", bytes: [0x88, 0x83] + mask + [0x03, 0xE8, 0xFF], code: 1007),
      Row(name: "text that is none", bytes: [0x81, 0x82] + mask + [0x34, 0xFF], code: 1007),
      Row(
        name: "bad byte long before the end of its frame",
        bytes: [0x81, 0xFE, 0x03, 0xE8] + mask + [0x34, 0xC0], code: 1007),
      Row(name: "surrogate", bytes: [0x81, 0x83] + mask + [0xED, 0xA0, 0x80], code: 1007),
      Row(
        name: "character cut off by the end",
        bytes: [0x01, 0x81] + mask + [0xE2] + [0x80, 0x81] + mask + [0x82], code: 1007),
      Row(name: "close in order", bytes: [0x88, 0x82] + mask + [0x03, 0xE8], code: 1000),
      Row(name: "close of an application", bytes: [0x88, 0x82] + mask + [0x0F, 0xA0], code: 4000),
    ]

    @Test func everyBrokenRuleHasItsCode() async throws {
      try await TestServer.run {
        $0.limits.realtime.payloadBytes = 1_000_000
      } body: { server in
        try await server.whileOthersChat {
          for row in Self.rows {
            let socket = try WebSocketClient(port: server.port)
            socket.wire.send(row.bytes)
            #expect(try socket.receiveEnding() == .close(row.code), "\(row.name)")
          }
        }
        let broken = Self.rows.filter { [1002, 1007, 1009].contains($0.code) }
        #expect(server.log.warnings().count == broken.count)
        await server.expect(sessions: 0)
      }
    }

    @Test func whatComesAfterABrokenFrameIsNotRead() async throws {
      try await TestServer.run { server in
        try await server.whileOthersChat {
          let socket = try WebSocketClient(port: server.port)
          socket.wire.send(
            [0x81, 2, 0x34, 0x30] + WebSocketClient.frame(.text, Array("40".utf8))
              + WebSocketClient.frame(.text, Array("9".utf8)))
          #expect(try socket.receiveEnding() == .close(1002))
        }
        #expect(
          server.log.warnings() == ["warning refused: A client's frame is not masked. (1002)"])
      }
    }

    @Test func fragmentsWithoutEndStopAtTheLimit() async throws {
      try await TestServer.run { configuration in
        configuration.limits.realtime.payloadBytes = 10_000
      } body: { server in
        try await server.whileOthersChat {
          let socket = try WebSocketClient(port: server.port)
          socket.send(.binary, [0], isFinal: false)
          let piece = WebSocketClient.frame(.continuation, [0], isFinal: false)
          socket.wire.send(Array(repeatElement(piece, count: 10_000).joined()))
          #expect(try socket.receiveEnding() == .close(1009))
        }
        #expect(
          server.log.warnings() == [
            "warning refused: A message is longer than 10000 bytes. (1009)"
          ])
      }
    }

    @Test func emptyFragmentsAreKeptNowhere() async throws {
      try await TestServer.run { server in
        try await server.whileOthersChat {
          let socket = try WebSocketClient(port: server.port)
          guard case .text = try socket.receive() else { throw Lost(before: "the open packet") }
          socket.send(.text, Array("40".utf8), isFinal: false)
          let piece = WebSocketClient.frame(.continuation, [], isFinal: false)
          for _ in 0..<100 { socket.wire.send(Array(repeatElement(piece, count: 1_000).joined())) }
          socket.send(.continuation, [], isFinal: true)
          guard case .text(let packet) = try socket.receive() else {
            throw Lost(before: "a socket")
          }
          #expect(packet.hasPrefix(#"40{"sid":"#))
        }
      }
    }

    @Test func aFloodOfPingsWaitsForItsReader() async throws {
      try await TestServer.run { server in
        try await server.whileOthersChat {
          let tcp = try TCPClient(port: server.port)
          let socket = try WebSocketClient(over: tcp)
          guard case .text = try socket.receive() else { throw Lost(before: "the open packet") }
          let flood = BackgroundThread {
            let ping = WebSocketClient.frame(.ping, [UInt8](repeating: 7, count: 125))
            for _ in 0..<10 { tcp.send(Array(repeatElement(ping, count: 1_000).joined())) }
            tcp.send(WebSocketClient.frame(.ping, [9]))
          }
          var message = try socket.receive()
          while message != .pong([9]) {
            try #require(message == .pong([UInt8](repeating: 7, count: 125)))
            message = try socket.receive()
          }
          try await flood.value
        }
        #expect(server.log.warnings().isEmpty)
      }
    }

    @Test func aFloodOfPingsThatNobodyReadsTheAnswersOfIsStopped() async throws {
      try await TestServer.run { server in
        try await server.whileOthersChat {
          let tcp = try TCPClient(port: server.port, receiveBuffer: 4_096)
          let client = try SocketClient.webSocket(tcp)
          try client.join(Name.room)
          // Echoes that nobody reads fill what lies between; from then on the server reads no more.
          for index in 0..<8 {
            try client.say("\(index)\(String(repeating: "x", count: 900_000))", in: Name.room)
          }
          let flood = BackgroundThread {
            let ping = WebSocketClient.frame(.ping, [UInt8](repeating: 7, count: 125))
            let pings = Array(repeatElement(ping, count: 1_000).joined())
            var count = 0
            while count < 1_000, tcp.send(pings) { count += 1 }
            return count
          }
          #expect(await eventually { await pendingByteCount(of: server) > 262_144 })
          try server.settle()
          #expect(await pendingByteCount(of: server) < 4_000_000)
          tcp.interrupt()
          #expect(try await flood.value < 1_000, "131 MB fit nowhere")
        }
        #expect(server.log.warnings().isEmpty)
      }
    }

    /// What waits for the client that takes the least.
    private func pendingByteCount(of server: TestServer) async -> Int {
      await server.server.ask { server in
        server.site.realtime.server.engine.sessions.map(\.pendingByteCount).max() ?? 0
      } ?? 0
    }

    @Test func aBrokenHandshakeIsAnsweredAndClosed() async throws {
      try await TestServer.run { server in
        let rows: [(HTTPHeaders, HTTPMethod, Int)] = [
          (["Sec-WebSocket-Version": "13"], .get, 400),
          (["Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "short"], .get, 400),
          (
            ["Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=!"], .get,
            400
          ),
          (["Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="], .get, 426),
          (
            ["Sec-WebSocket-Version": "8", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="], .get,
            426
          ),
          (
            ["Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="], .post,
            400
          ),
        ]
        try await server.whileOthersChat {
          for (fields, method, status) in rows {
            var headers: HTTPHeaders = ["Upgrade": "websocket", "Connection": "Upgrade"]
            for field in fields.fields { headers.add(field.name, field.value) }
            let client = try HTTPClient(port: server.port)
            let answer = try client.request(method, WebSocketClient.target, headers: headers)
            #expect(answer.status == status)
            #expect(client.isEnded())
          }
        }
        await server.expect(sessions: 0)
      }
    }

    @Test func framesThatComeWithTheHandshakeAreNotLost() async throws {
      try await TestServer.run { server in
        try await server.whileOthersChat {
          let client = try HTTPClient(port: server.port)
          client.wire.send(
            Array(
              ("GET \(WebSocketClient.target) HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n").utf8)
              + WebSocketClient.frame(.text, Array("40".utf8))
              + WebSocketClient.frame(.close, [0x03, 0xE8]))
          #expect(try client.response().status == 101)
          let rest = client.takeUnread() + Array(client.wire.receiveAll().text.utf8)
          let text = String(decoding: rest, as: UTF8.self)
          #expect(text.contains(#"0{"sid":"#))
          #expect(text.contains(#"40{"sid":"#))
        }
      }
    }
  }
}
