import JSON
import SocketIOServer
import Testing

@testable import MockServer

extension OverSockets {
  /// More of everything than one socket may have.
  @Suite struct SocketIOFloodTests {
    private static let count = 100_000

    @Test func namespacesAreRefusedOneByOne() async throws {
      try await TestServer.run { server in
        try await server.whileOthersChat {
          let client = try SocketClient.webSocket(port: server.port)
          let socket = try client.webSocket
          let flood = try client.flood(Self.count) { "40/\($0)," }
          for index in 0..<Self.count {
            let answer = try socket.receive()
            try #require(answer == .text(#"44/\#(index),{"message":"Invalid namespace"}"#))
          }
          try await flood.value
          try client.join(Name.room)
        }
        #expect(
          server.log.warnings() == ["warning refused a connection: there is no namespace /0"],
          "told once, not per packet")
      }
    }

    @Test func keysThatAreWrongAreRefusedOneByOne() async throws {
      try await TestServer.run { configuration in
        configuration.apiKey = "right"
      } body: { server in
        let client = try WebSocketClient.Packets.opened(WebSocketClient(port: server.port))
        let count = 1_000
        for index in 0..<count {
          client.send(#"40{"apiKey":"wrong \#(index)"}"#)
          try #require(try client.receive().hasPrefix("44{"))
        }
        let warnings = server.log.warnings()
        #expect(warnings.count == 1, "told once, not per packet")
        #expect(warnings.first?.hasPrefix("warning refused a connection: ") == true)
      }
    }

    @Test func roomsBeyondTheLimitAreRefused() async throws {
      try await TestServer.run { server in
        try await server.whileOthersChat {
          let client = try SocketClient.webSocket(port: server.port)
          let flood = try client.flood(Self.count) {
            #"42["message",{"type":1,"payload":{"channelId":"\#($0)"}}]"#
          }
          let refusal = WebSocketClient.Message.text(
            #"42["messageError",{"error":"A socket can be in at most 1024 rooms."}]"#)
          var joined = 0
          var refused = 0
          let socket = try client.webSocket
          while joined + refused < Self.count {
            let message = try socket.receive()
            if message == refusal {
              refused += 1
            } else if case .text(let packet) = message, packet.hasPrefix(#"42["room_joined""#) {
              joined += 1
            }
          }
          #expect(joined == 1_024)
          try await flood.value
          #expect(await hasRoom("1023", server))
        }
        #expect(
          server.log.warnings() == ["warning refused: A socket can be in at most 1024 rooms."])
        await server.expect(sessions: 0)
        #expect(await !hasRoom("1023", server), "a room without members is gone")
      }
    }

    @Test func acknowledgementsNobodyWaitsForAreIgnoredAndWantedOnesSent() async throws {
      try await TestServer.run { server in
        try await server.whileOthersChat {
          let client = try SocketClient.webSocket(port: server.port)
          let flood = try client.flood(Self.count) { index in
            index % 2 == 0 ? "43\(index)[]" : #"42\#(index)["unsubscribe_logs"]"#
          }
          let socket = try client.webSocket
          for index in 0..<Self.count / 2 {
            let start = "43\(2 * index + 1)["
            var isAnswered = false
            while !isAnswered {
              guard case .text(let packet) = try socket.receive() else { throw Lost(before: start) }
              isAnswered = packet.hasPrefix(start)
            }
          }
          try await flood.value
        }
        #expect(server.log.warnings().isEmpty)
      }
    }

    @Test func messagesAreAllAnsweredInTheirOrder() async throws {
      try await TestServer.run { server in
        try await server.whileOthersChat {
          let client = try SocketClient.webSocket(port: server.port)
          try client.join(Name.room)
          let count = 500
          let flood = try client.flood(count) {
            #"42["message",{"type":2,"payload":{"channelId":"\#(Name.room)","senderId":"\#(Name.user)","#
              + #""messageServerId":"\#(Name.messageServer)","message":"\#($0)"}}]"#
          }
          for index in 0..<count {
            #expect(try client.hear(from: Name.user)["text"] == .string("\(index)"))
          }
          try await flood.value
        }
      }
    }

    private func hasRoom(_ room: String, _ server: TestServer) async -> Bool {
      await server.server.ask { $0.site.realtime.server.namespace("/").hasRoom(room) } ?? false
    }
  }
}
