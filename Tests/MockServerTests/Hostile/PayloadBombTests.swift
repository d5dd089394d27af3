import HTTP1
import JSON
import Testing

@testable import MockServer

extension OverSockets {
  /// Bodies that are small to send and large to deal with.
  @Suite struct PayloadBombTests {
    @Test func aBodyPastTheLimitEndsTheSession() async throws {
      try await TestServer.run {
        $0.limits.realtime.payloadBytes = 1_000_000
      } body: { server in
        try await server.whileOthersChat {
          let polling = try PollingTransport { try server.connect() }
          polling.polls.begin(.get, polling.target)
          try server.settle()
          polling.posts.wire.send(
            "POST \(polling.target) HTTP/1.1\r\nHost: x\r\nContent-Length: 1000001\r\n\r\n")
          #expect(try polling.posts.response(to: .post).status == 413)
          #expect(polling.posts.isEnded())
          #expect(try polling.polls.response().text == "1")
        }
        #expect(
          server.log.warnings() == [
            "warning refused: The body is longer than 1000000 bytes. (413)"
          ])
      }
    }

    @Test func aBodyAtTheLimitIsRead() async throws {
      try await TestServer.run {
        $0.limits.realtime.payloadBytes = 1_000_000
      } body: { server in
        try await server.whileOthersChat {
          let client = try SocketClient.polling(port: server.port)
          try client.join(Name.room)
          let frame =
            #"42["message",{"type":2,"payload":{"channelId":"\#(Name.room)","#
            + #""senderId":"\#(Name.user)","messageServerId":"\#(Name.messageServer)","message":""#
          let text = String(repeating: "x", count: 1_000_000 - frame.utf8.count - 4)
          try client.transport.send("\(frame)\(text)\"}}]")
          #expect(try client.hear(from: Name.user)["text"] == .string(text))
        }
      }
    }

    /// Payloads that break a rule, with what the log says of them.
    static let broken: [(payload: String, reason: String)] = [
      ("", "an empty packet at offset 0"),
      ("\u{1E}", "an empty packet at offset 0"),
      ("40\u{1E}", "an empty packet at offset 3"),
      ("40\u{1E}\u{1E}40", "an empty packet at offset 3"),
      ("9", "no packet type begins with 57 (offset 0)"),
      ("b!", "a binary packet that is not base 64 at offset 0"),
      ("bAAAA", "binary data that no packet announced"),
      ("0", "an Engine.IO packet out of place: open"),
      ("2", "an Engine.IO packet out of place: ping"),
      ("5", "an Engine.IO packet out of place: upgrade"),
      ("4", "an empty packet"),
      ("49", "no packet type begins with 57"),
    ]

    @Test(arguments: broken)
    func aBrokenPayloadEndsTheSession(_ payload: String, _ reason: String) async throws {
      try await TestServer.run { server in
        try await server.whileOthersChat {
          let polling = try PollingTransport { try server.connect() }
          let answer = try polling.posts.request(.post, polling.target, body: Array(payload.utf8))
          #expect(answer.status == 400)
          #expect(answer.json["code"] == 3)
          #expect(try polling.posts.request(.get, polling.target).json["code"] == 1)
        }
        #expect(server.log.warnings() == ["warning refused: \(reason)"])
      }
    }

    @Test func bytesThatAreNoTextEndTheSession() async throws {
      try await TestServer.run { server in
        try await server.whileOthersChat {
          let polling = try PollingTransport { try server.connect() }
          let body = Array(#"42["x",""#.utf8) + [0xED, 0xA0, 0x80] + Array(#""]"#.utf8)
          #expect(try polling.posts.request(.post, polling.target, body: body).status == 400)
        }
        #expect(server.log.warnings() == ["warning refused: a payload that is not UTF-8"])
      }
    }

    @Test func manyTinyPacketsAreReadInOneGo() async throws {
      try await TestServer.run { server in
        try await server.whileOthersChat {
          let client = try SocketClient.polling(port: server.port)
          let polling = try #require(client.transport as? PollingTransport)
          for packet in ["6", "3"] {
            let body = Array(repeating: packet, count: 500_000).joined(separator: "\u{1E}")
            let answer = try polling.posts.request(.post, polling.target, body: Array(body.utf8))
            #expect(answer.text == "ok")
          }
          let body = Array(repeating: #"42["x"]"#, count: 20_000).joined(separator: "\u{1E}")
          #expect(
            try polling.posts.request(.post, polling.target, body: Array(body.utf8)).text == "ok")
          try client.join(Name.room)
        }
        #expect(server.log.warnings() == ["warning no server listens to 'x'"])
      }
    }

    @Test func aMillionBytesOfBase64AreUndoneOnceAndRefused() async throws {
      try await TestServer.run { server in
        try await server.whileOthersChat {
          for _ in 0..<5 {
            let polling = try PollingTransport { try server.connect() }
            let body = "b" + String(repeating: "AAAA", count: 249_999)
            let answer = try polling.posts.request(.post, polling.target, body: Array(body.utf8))
            #expect(answer.status == 400)
          }
        }
        #expect(server.log.warnings(about: "binary data that no packet announced").count == 5)
      }
    }
  }
}
