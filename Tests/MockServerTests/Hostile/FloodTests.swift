import HTTP1
import JSON
import Testing

@testable import MockServer

extension OverSockets {
  /// Requests without measure: refused at the limit, long before they are complete.
  @Suite struct FloodTests {
    @Test func heads() async throws {
      try await TestServer.run { configuration in
        configuration.limits.requests.lineBytes = 1_000
        configuration.limits.requests.headerBytes = 2_000
        configuration.limits.requests.headerCount = 20
      } body: { server in
        let get = "GET / HTTP/1.1\r\nHost: x\r\n"
        try await server.whileOthersChat {
          try floods(server, "GET /", "a", 1_000, status: 414)
          try floods(server, "G", "G", 1_010, status: 414)
          try floods(server, get, "a", 2_000, status: 431)
          try floods(server, "\(get)A: ", "b", 2_000, status: 431)
          try floods(server, get, "A: b\r\n", 20, status: 431)
          try floods(server, "", "\r\n", 5, status: 400)
        }
        #expect(server.log.warnings().count == 6)
      }
    }

    @Test func bodies() async throws {
      try await TestServer.run { configuration in
        configuration.limits.requests.bodyBytes = 10_000
        configuration.limits.requests.jsonBytes = 10_000
      } body: { server in
        let post = "POST /api/messaging/sessions HTTP/1.1\r\nHost: x\r\n"
        let chunked = "\(post)Transfer-Encoding: chunked\r\n\r\n"
        try await server.whileOthersChat {
          for length in ["10001", "1000000000", "9223372036854775807"] {
            try floods(server, "\(post)Content-Length: \(length)\r\n\r\n", "x", 1, status: 413)
          }
          try floods(server, "\(chunked)7FFFFFFFFFFFFFFF\r\n", "x", 1, status: 413)
          try floods(
            server, chunked, "3E8\r\n\(String(repeating: "x", count: 1_000))\r\n", 11, status: 413)
          try floods(server, chunked, "1\r\nx\r\n", 10_001, status: 413)
          try floods(server, "\(chunked)1;", "x", 2_000, status: 400)
          try floods(
            server, chunked, "1;\(String(repeating: "x", count: 900))\r\nx\r\n", 40, status: 400)
          try floods(server, "\(chunked)0\r\n", "A: b\r\n", 101, status: 431)
        }
        #expect(server.log.warnings().count == 9)
      }
    }

    @Test func aBodyThatIsTooLongIsNotAskedFor() async throws {
      try await TestServer.run { server in
        try await server.whileOthersChat {
          let client = try HTTPClient(port: server.port)
          client.wire.send(
            "POST /api/messaging/sessions HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
              + "Content-Length: 4194305\r\n\r\n")
          #expect(try client.response().status == 413)
          #expect(client.isEnded())
        }
      }
    }

    @Test func aJSONBodyPastTheAPIsOwnLimitIsAnsweredInItsShape() async throws {
      try await TestServer.run { server in
        try await server.whileOthersChat {
          let client = try HTTPClient(port: server.port)
          let text = JSON.string(String(repeating: "x", count: 2 << 20))
          let answer = try client.request(.post, "/api/messaging/sessions", json: ["agentId": text])
          #expect(answer.status == 400)
          #expect(answer.json.at("error.message") == "request entity too large")
          #expect(try client.request(.get, "/healthz").status == 200)
        }
      }
    }

    @Test func JSONThatIsDeepOrNumerousCostsNobodyElseAnything() async throws {
      try await TestServer.run { server in
        try await server.whileOthersChat {
          let client = try HTTPClient(port: server.port)
          for body in [
            String(repeating: "[", count: 1 << 20), String(repeating: "{\"a\":", count: 1 << 18),
            String(repeating: "[", count: 513) + String(repeating: "]", count: 513),
          ] {
            let answer = try client.request(
              .post, "/api/messaging/sessions", headers: ["Content-Type": "application/json"],
              body: Array(body.utf8))
            #expect(answer.status == 400)
          }
          let many = "[\(String(repeating: "[],", count: 100_000))0]"
          let answer = try client.request(
            .post, "/api/messaging/sessions", headers: ["Content-Type": "application/json"],
            body: Array(many.utf8))
          #expect(answer.status == 400)
        }
      }
    }

    @Test func requestsWhoseAnswersNobodyReadsWaitOutside() async throws {
      try await TestServer.run { server in
        try await server.whileOthersChat {
          let tcp = try server.connect()
          let client = HTTPClient(over: tcp)
          let sender = BackgroundThread {
            let request = Array("GET /api/agents HTTP/1.1\r\nHost: x\r\n\r\n".utf8)
            for _ in 0..<120 { tcp.send(Array(repeatElement(request, count: 50).joined())) }
          }
          for _ in 0..<6_000 {
            let answer = try client.response()
            try #require(answer.status == 200)
          }
          try await sender.value
        }
      }
    }

    /// Repeats a piece without end after a beginning, and sees what becomes of it.
    ///
    /// `enough` is how often the piece has to be sent to be refused; nothing but the status may be sent
    /// before, and the connection ends after it.
    private func floods(
      _ server: TestServer, _ beginning: String, _ piece: String, _ enough: Int, status: Int
    ) throws {
      let client = try HTTPClient(port: server.port)
      client.wire.send(beginning + String(repeating: piece, count: enough))
      let answer = try client.response()
      #expect(answer.status == status, "\(beginning)")
      #expect(answer.headers["Connection"] == "close")
      #expect(client.isEnded())
    }
  }
}
