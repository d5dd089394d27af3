import HTTP1
import JSON
import Testing

@testable import MockServer

extension OverSockets {
  /// Long-polling used against its rules: the session that does it ends, and no other.
  @Suite struct PollingAbuseTests {
    private static let badRequest = #"{"code":3,"message":"Bad request"}"#
    private static let unknownSession = #"{"code":1,"message":"Session ID unknown"}"#

    @Test func twoPollsAtATimeEndTheSession() async throws {
      try await TestServer.run { server in
        try await server.whileOthersChat {
          let polling = try PollingTransport { try server.connect() }
          polling.polls.begin(.get, polling.target)
          try server.settle()
          let second = try polling.posts.request(.get, polling.target)
          #expect(second.status == 400)
          #expect(second.text == Self.badRequest)
          #expect(try polling.polls.response().text == "1")
          #expect(try polling.posts.request(.get, polling.target).text == Self.unknownSession)
        }
        #expect(server.log.warnings() == ["warning refused: two polls at a time"])
      }
    }

    @Test func twoPostsAtATimeEndTheSession() async throws {
      try await TestServer.run { server in
        try await server.whileOthersChat {
          let polling = try PollingTransport { try server.connect() }
          polling.posts.wire.send(
            "POST \(polling.target) HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n4")
          try server.settle()
          let second = try polling.polls.request(.post, polling.target, body: Array("40".utf8))
          #expect(second.status == 400)
          polling.posts.wire.send("0")
          let first = try polling.posts.response(to: .post)
          #expect(first.status == 400)
          #expect(first.text == Self.unknownSession)
        }
        #expect(server.log.warnings() == ["warning refused: two posts at a time"])
      }
    }

    @Test func guessedSessionsAreUnknown() async throws {
      try await TestServer.run { server in
        try await server.whileOthersChat {
          let client = try HTTPClient(port: server.port)
          for index in 0..<1_000 {
            let sid = "guess\(index)AAAAAAAAAAAAAAAAAAAA".prefix(20)
            let answer = try client.request(
              index % 2 == 0 ? .get : .post, "\(PollingTransport.base)&sid=\(sid)")
            try #require(answer.status == 400)
            try #require(answer.text == Self.unknownSession)
          }
          for sid in ["", "%00", "..%2F..%2F", String(repeating: "a", count: 7_000)] {
            let answer = try client.request(.get, "\(PollingTransport.base)&sid=\(sid)")
            #expect(answer.status == (sid.isEmpty ? 200 : 400))
          }
        }
        #expect(
          server.log.lines(about: "Session ID unknown").count == 1, "told once, not per request")
      }
    }

    @Test func aStolenSessionOnAWebSocketCannotBeUsed() async throws {
      try await TestServer.run { server in
        try await server.whileOthersChat {
          let victim = try SocketClient.polling(port: server.port)
          let sid = try #require(victim.transport as? PollingTransport).sid
          try victim.upgrade(over: server.connect())
          try victim.join(Name.room)
          let thief = try HTTPClient(port: server.port)
          for method in [HTTPMethod.get, .post] {
            let answer = try thief.request(method, "\(PollingTransport.base)&sid=\(sid)")
            #expect(answer.status == 400)
            #expect(answer.text == Self.badRequest)
          }
          let socket = try WebSocketClient(
            port: server.port, target: "\(WebSocketClient.target)&sid=\(sid)")
          #expect(try socket.receiveEnding() == .close(1000))
          try victim.say("still mine", in: Name.room)
          #expect(try victim.hear(from: Name.user)["text"] == "still mine")
        }
      }
    }

    @Test func aStolenSessionThatPollsEndsAndTellsNothing() async throws {
      try await TestServer.run { server in
        try await server.whileOthersChat {
          let victim = try PollingTransport { try server.connect() }
          victim.polls.begin(.get, victim.target)
          try server.settle()
          let thief = try HTTPClient(port: server.port)
          #expect(try thief.request(.get, victim.target).text == Self.badRequest)
          #expect(try victim.polls.response().text == "1")
        }
      }
    }

    @Test func otherMethodsAndTransportsAreRefused() async throws {
      try await TestServer.run { server in
        try await server.whileOthersChat {
          let polling = try PollingTransport { try server.connect() }
          let client = polling.posts
          for method in [HTTPMethod.put, .delete, .patch, HTTPMethod("BREW")] {
            #expect(try client.request(method, polling.target).text == Self.badRequest)
          }
          for (query, code) in [
            ("EIO=4&transport=carrier-pigeon", 0), ("EIO=4", 0), ("EIO=3&transport=polling", 5),
            ("EIO=4&transport=websocket", 3),
          ] {
            let answer = try client.request(.get, "/socket.io/?\(query)")
            #expect(answer.status == 400)
            #expect(answer.json["code"] == JSON(code))
          }
          #expect(try client.request(.post, PollingTransport.base).json["code"] == 2)
          #expect(
            try polling.posts.request(.post, polling.target, body: Array("40".utf8)).text == "ok")
        }
      }
    }

    @Test func sessionsAreLimited() async throws {
      try await TestServer.run { configuration in
        configuration.limits.realtime.sessions = 5 + Chat.sessionCount
      } body: { server in
        try await server.whileOthersChat {
          let client = try HTTPClient(port: server.port)
          for index in 0..<20 {
            let answer = try client.request(.get, PollingTransport.base)
            #expect(answer.status == (index < 5 ? 200 : 403))
            if index >= 5 { #expect(answer.text == #"{"code":4,"message":"Forbidden"}"#) }
          }
        }
        #expect(server.log.lines(about: "Forbidden").count == 1)
      }
    }
  }
}
