import HTTP1
import Testing

@testable import MockServer

extension OverSockets {
  /// Requests that a proxy in front and this server could cut apart in different places: each is refused
  /// as a whole and its connection closed, so that what was smuggled inside is never seen.
  @Suite struct SmugglingTests {
    /// What every row hides.
    private static let hidden = "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n"
    private static let post = "POST /api/messaging/sessions HTTP/1.1\r\nHost: x\r\n"

    /// Heads that are framed in more than one way, by the name of the attack, with the status they get.
    static let rows: [(name: String, head: String, status: Int)] = [
      ("CL.TE", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
      ("TE.CL", "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n2d\r\n", 400),
      ("CL.CL equal", "Content-Length: 0\r\nContent-Length: 0\r\n\r\n", 400),
      ("CL.CL", "Content-Length: 0\r\nContent-Length: 38\r\n\r\n", 400),
      ("CL list", "Content-Length: 0, 38\r\n\r\n", 400),
      ("CL sign", "Content-Length: +0\r\n\r\n", 400),
      ("CL negative", "Content-Length: -1\r\n\r\n", 400),
      ("CL hexadecimal", "Content-Length: 0x0\r\n\r\n", 400),
      ("CL overflow", "Content-Length: 18446744073709551616\r\n\r\n", 400),
      ("CL space", "Content-Length : 0\r\n\r\n", 400),
      ("CL tab", "Content-Length\t: 0\r\n\r\n", 400),
      ("CL NUL", "Content-Length\u{0}: 0\r\n\r\n", 400),
      ("CL folded", "Content-Length:\r\n 0\r\n\r\n", 400),
      ("TE.TE", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n", 400),
      ("TE twice", "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", 400),
      ("TE not last", "Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n", 400),
      ("TE unknown", "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 501),
      ("TE quoted", "Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n", 501),
      ("TE parameter", "Transfer-Encoding: chunked;q=1\r\n\r\n0\r\n\r\n", 501),
      ("TE empty", "Transfer-Encoding:\r\n\r\n", 400),
      ("TE space", "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", 400),
      ("TE folded", "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n", 400),
      ("TE vertical tab", "Transfer-Encoding: \u{B}chunked\r\n\r\n0\r\n\r\n", 400),
      ("TE hidden by CR", "X: y\rTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
      ("TE hidden by LF", "X: y\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
      ("line end LF", "Content-Length: 0\n\r\n", 400),
      ("head end LF", "Content-Length: 0\r\n\n", 400),
      ("first field folded", " Content-Length: 0\r\n\r\n", 400),
      ("two hosts", "Host: y\r\nContent-Length: 0\r\n\r\n", 400),
      ("chunk size negative", "Transfer-Encoding: chunked\r\n\r\n-1\r\n", 400),
      ("chunk size prefix", "Transfer-Encoding: chunked\r\n\r\n0x0\r\n\r\n", 400),
      ("chunk size underscore", "Transfer-Encoding: chunked\r\n\r\n0_0\r\n\r\n", 400),
      ("chunk size space", "Transfer-Encoding: chunked\r\n\r\n 0\r\n\r\n", 400),
      ("chunk size empty", "Transfer-Encoding: chunked\r\n\r\n\r\n0\r\n\r\n", 400),
      ("chunk size overflow", "Transfer-Encoding: chunked\r\n\r\n10000000000000000\r\n", 400),
      ("chunk line LF", "Transfer-Encoding: chunked\r\n\r\n0\n\r\n", 400),
      ("chunk extension LF", "Transfer-Encoding: chunked\r\n\r\n0;a\nb\r\n\r\n", 400),
      ("chunk extension CR", "Transfer-Encoding: chunked\r\n\r\n0;a\rb\r\n\r\n", 400),
      ("chunk end missing", "Transfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n", 400),
      ("chunk end LF", "Transfer-Encoding: chunked\r\n\r\n1\r\na\n0\r\n\r\n", 400),
      ("trailer LF", "Transfer-Encoding: chunked\r\n\r\n0\r\nA: b\n\r\n", 400),
      ("trailer folded", "Transfer-Encoding: chunked\r\n\r\n0\r\nA: b\r\n c\r\n\r\n", 400),
      ("expectation", "Expect: 100-continue, x\r\nContent-Length: 0\r\n\r\n", 417),
    ]

    @Test func noFormOfItGetsThrough() async throws {
      try await TestServer.run { server in
        try await server.whileOthersChat {
          for row in Self.rows { try refuses(row.head, status: row.status, row.name, by: server) }
        }
        #expect(server.log.warnings().count == Self.rows.count)
        #expect(server.log.lines(about: "smuggled").isEmpty)
        #expect(server.log.lines(about: "/api/messaging/sessions").isEmpty)
      }
    }

    @Test func anOldVersionBringsNoChunks() async throws {
      try await TestServer.run { server in
        try await server.whileOthersChat {
          let client = try HTTPClient(port: server.port)
          client.wire.send(
            "POST / HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n\(Self.hidden)"
          )
          #expect(try client.response().status == 400)
          #expect(client.isEnded())
        }
      }
    }

    @Test func aBodyIsNeverReadAsARequest() async throws {
      try await TestServer.run { server in
        try await server.whileOthersChat {
          let client = try HTTPClient(port: server.port)
          for method in [HTTPMethod.get, .post] {
            let answer = try client.request(method, "/healthz", body: Array(Self.hidden.utf8))
            #expect(answer.status == (method == .get ? 200 : 404))
          }
          client.wire.send(
            "GET /healthz HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
              + "\(String(Self.hidden.utf8.count, radix: 16))\r\n\(Self.hidden)\r\n0\r\nContent-Length: 5\r\n\r\n"
          )
          #expect(try client.response().status == 200)
          #expect(try client.request(.get, "/healthz").status == 200)
        }
        #expect(server.log.lines(about: "smuggled").isEmpty)
      }
    }

    @Test func whatFollowsARefusedUpgradeIsNotRead() async throws {
      try await TestServer.run { server in
        try await server.whileOthersChat {
          let client = try HTTPClient(port: server.port)
          client.wire.send(
            "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
              + "Connection: Upgrade\r\nSec-WebSocket-Version: 8\r\n"
              + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n\(Self.hidden)")
          let answer = try client.response()
          #expect(answer.status == 426)
          #expect(answer.headers["Sec-WebSocket-Version"] == "13")
          #expect(client.isEnded())
        }
        #expect(server.log.lines(about: "smuggled").isEmpty)
      }
    }

    private func refuses(
      _ head: String, status: Int, _ name: String, by server: TestServer
    ) throws {
      let client = try HTTPClient(port: server.port)
      client.wire.send(Self.post + head + Self.hidden)
      let answer = try client.response()
      #expect(answer.status == status, "\(name)")
      #expect(answer.headers["Connection"] == "close", "\(name)")
      #expect(client.isEnded(), "\(name)")
    }
  }
}
