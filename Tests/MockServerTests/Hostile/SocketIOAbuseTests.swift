import JSON
import Testing
import WebSocket

@testable import MockServer

extension OverSockets {
  /// Packets against Socket.IO's rules or beyond its limits.
  @Suite struct SocketIOAbuseTests {
    /// Packets of a socket in the main namespace that end its connection, with what the log says.
    static let fatal: [(packets: [String], reason: String)] = [
      (["47"], "no packet type begins with 55"),
      (["4"], "an empty packet"),
      (["42"], "a payload that does not fit a packet of type event"),
      (["42{}"], "a payload that does not fit a packet of type event"),
      (["42[]"], "a payload that does not fit a packet of type event"),
      (["42[{}]"], "a payload that does not fit a packet of type event"),
      (["42[null]"], "a payload that does not fit a packet of type event"),
      (["42[\"x\""], "a payload that is not JSON"),
      (["42[\"x\"]]"], "a payload that is not JSON"),
      (["42[\"x\",01]"], "a payload that is not JSON"),
      (["42[\"x\",NaN]"], "a payload that is not JSON"),
      (["42[\"x\",\"\u{1}\"]"], "a payload that is not JSON"),
      (["4218446744073709551616[\"x\"]"], "an id too large at offset"),
      (["43[]"], "an acknowledgement without an id"),
      (["431{}"], "a payload that does not fit a packet of type acknowledgement"),
      (["40"], "a packet out of place: connect"),
      (["44\"x\""], "a packet out of place: connectError"),
      (["41\"x\""], "a payload that does not fit a packet of type disconnect"),
      (["41", "42[\"x\"]"], "a packet for a namespace that was not joined"),
      (["42/other,[\"x\"]"], "a packet for a namespace that was not joined"),
      (["42/\(String(repeating: "n", count: 300)),[\"x\"]"], "a namespace of more than 256 bytes"),
      (["45[\"x\"]"], "no attachment count at offset"),
      (["45-[\"x\"]"], "no attachment count at offset"),
      (["4599999999999999999999-[\"x\"]"], "attachment"),
      (["4565-[\"x\"]"], "more than 64 attachments"),
      (["451-[\"x\",{\"_placeholder\":true,\"num\":1}]"], "a placeholder without its attachment"),
      (["451-[\"x\",{\"_placeholder\":true,\"num\":-1}]"], "a placeholder without its attachment"),
      (
        ["451-[\"x\",{\"_placeholder\":true,\"num\":0}]", "42[\"y\"]"],
        "a text packet where 1 attachments were due"
      ),
      (["42[\"connect\"]"], "an event with a reserved name"),
      (["42[\"connect_error\"]"], "an event with a reserved name"),
      (["42[\"disconnect\"]"], "an event with a reserved name"),
      (["42[\"disconnecting\"]"], "an event with a reserved name"),
      (["42[\"newListener\"]"], "an event with a reserved name"),
      (["42[\"removeListener\"]"], "an event with a reserved name"),
      (["42[\"\\u0063onnect\"]"], "an event with a reserved name"),
      (["42[\"x\",\(String(repeating: "[", count: 600))"], "a payload that is not JSON"),
      (
        ["42[\"x\",\(String(repeating: "[", count: 512))\(String(repeating: "]", count: 512))]"],
        "a payload that is not JSON"
      ),
    ]

    @Test func everyBrokenRuleEndsTheConnectionOfItsSenderOnly() async throws {
      try await TestServer.run { server in
        try await server.whileOthersChat {
          for row in Self.fatal {
            let before = server.log.warnings().count
            let client = try SocketClient.webSocket(port: server.port)
            for packet in row.packets { try client.transport.send(packet) }
            let socket = try client.webSocket
            #expect(try socket.receiveEnding() == .close(1000), "\(row)")
            let warnings = server.log.warnings().dropFirst(before)
            #expect(warnings.count == 1, "\(row)")
            #expect(warnings.first?.contains(row.reason) == true, "\(row) \(warnings)")
          }
        }
      }
    }

    @Test func anEventBeforeTheNamespaceIsJoinedIsFatal() async throws {
      try await TestServer.run { server in
        try await server.whileOthersChat {
          let socket = try WebSocketClient(port: server.port)
          socket.send("42[\"message\",{}]")
          #expect(try socket.receiveEnding() == .close(1000))
        }
      }
    }

    @Test func attachmentsThatNeverComeEndTheConnection() async throws {
      try await TestServer.run { configuration in
        configuration.limits.times.attachment = .milliseconds(50)
      } body: { server in
        try await server.whileOthersChat {
          let client = try SocketClient.webSocket(port: server.port)
          let socket = try client.webSocket
          try client.transport.send(
            "452-[\"x\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]")
          socket.send(.binary, [1, 2, 3])
          #expect(try socket.receiveEnding() == .close(1000))
        }
        #expect(server.log.warnings() == ["warning refused: attachments that did not come"])
      }
    }

    @Test func attachmentsTogetherAreLimited() async throws {
      try await TestServer.run { configuration in
        configuration.limits.realtime.queuedBytes = 1_000_000
      } body: { server in
        try await server.whileOthersChat {
          let client = try SocketClient.webSocket(port: server.port)
          let socket = try client.webSocket
          try client.transport.send("453-[\"x\"]")
          for _ in 0..<3 { socket.send(.binary, [UInt8](repeating: 0, count: 400_000)) }
          #expect(try socket.receiveEnding() == .close(1000))
        }
        #expect(server.log.warnings().count == 1)
      }
    }

    @Test func whatHasNoEffectIsLoggedOnceForEachSocket() async throws {
      try await TestServer.run { server in
        try await server.whileOthersChat {
          let client = try SocketClient.webSocket(port: server.port)
          for index in 0..<1_000 {
            try client.emit("message", ["type": 1, "payload": [:]])
            try client.emit("message", ["type": 2, "payload": ["channelId": "x"]])
            try client.transport.send(#"42["1"]"#)
            try client.transport.send(#"42["message",\#(index)]"#)
            try client.emit("nonsense", [:])
            try client.emit("nonsense \(index)", [:])
          }
          try client.join(Name.room)
        }
        #expect(server.log.warnings(about: "channelId is required for joining.").count == 1)
        #expect(server.log.warnings(about: "For SEND_MESSAGE").count == 1)
        #expect(server.log.warnings(about: "'1' has no effect").count == 1)
        #expect(server.log.warnings(about: "'message' has no effect").count <= 4)
        #expect(server.log.warnings().count == 64)
      }
    }

    @Test func numbersWithoutMeasureComeBackAsTheyWere() async throws {
      try await TestServer.run { server in
        try await server.whileOthersChat {
          let client = try SocketClient.webSocket(port: server.port)
          try client.join(Name.room)
          for number in [
            "1e400", "-1e-400", "123456789012345678901234567890", "0.1000000000000000055511",
            String(repeating: "9", count: 100_000), "-0", "1E+2",
          ] {
            try client.transport.send(
              #"42["message",{"type":2,"payload":{"channelId":"\#(Name.room)","#
                + #""senderId":"\#(Name.user)","messageServerId":"\#(Name.messageServer)","#
                + #""message":"n","metadata":{"n":\#(number)}}}]"#)
            let echo = try client.hear(from: Name.user)
            #expect(echo["metadata"]?.text == #"{"n":\#(number)}"#)
          }
        }
      }
    }

    @Test func namesThatMeanSomethingElsewhereMeanNothingHere() async throws {
      try await TestServer.run { server in
        try await server.whileOthersChat {
          let client = try SocketClient.webSocket(port: server.port)
          for name in ["__proto__", "constructor", "toString", "hasOwnProperty", "error", ""] {
            try client.emit(name, ["__proto__": ["polluted": true]])
          }
          for room in ["__proto__", "constructor", client.id, "/", "\u{0}", "🦀"] {
            try client.join(room)
          }
          try client.say("fine", in: Name.room)
          #expect(try client.hear(from: Name.user)["text"] == "fine")
        }
      }
    }
  }
}
