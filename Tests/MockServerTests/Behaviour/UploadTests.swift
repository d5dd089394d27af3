import ElizaDomain
import HTTP1
import JSON
import Testing

@testable import MockServer

extension OverSockets {
  /// §4.11 and §10 over real sockets.
  @Suite struct UploadTests {
    private static let target = "/api/messaging/channels/\(Name.room)/upload-media"

    private func form(_ content: [UInt8], filename: String = "noise.png") -> [UInt8] {
      let head =
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(filename)\"\r\n"
        + "Content-Type: image/png\r\n\r\n"
      return Array(head.utf8) + content + Array("\r\n--b--\r\n".utf8)
    }

    private let type: HTTPHeaders = ["Content-Type": "multipart/form-data; boundary=b"]

    @Test func section4_11_aFileLongerThanAnyJSONComesBackByteForByte() async throws {
      try await TestServer.run { server in
        let client = try HTTPClient(port: server.port)
        var state: UInt64 = 1
        let noise = (0..<6_000_000).map { _ -> UInt8 in
          state = state &* 6_364_136_223_846_793_005 &+ 1
          return UInt8(truncatingIfNeeded: state >> 56)
        }
        let answer = try client.request(.post, Self.target, headers: type, body: form(noise))
        #expect(answer.status == 200)
        #expect(answer.json.at("data.size") == 6_000_000)
        let url = try #require(answer.json.at("data.url")?.stringValue)
        let file = try client.request(.get, url)
        #expect(file.body == noise)
        #expect(file.headers["Content-Type"] == "image/png")
        let part = try client.request(.get, url, headers: ["Range": "bytes=5999998-"])
        #expect(part.status == 206)
        #expect(part.body == Array(noise.suffix(2)))
        #expect(try client.request(.head, url).headers["Content-Length"] == "6000000")
      }
    }

    @Test func section4_11_aFileBeyondTheLimitIsRefusedByItsLengthAlone() async throws {
      try await TestServer.run { configuration in
        configuration.profile = .v1_7_2
        configuration.limits.requests.uploadBytes = 5_000_000
      } body: { server in
        let client = try HTTPClient(port: server.port)
        client.wire.send(
          Array(
            """
            POST \(Self.target) HTTP/1.1\r
            Host: localhost\r
            Content-Type: multipart/form-data; boundary=b\r
            Content-Length: 6000000\r
            \r

            """.utf8))
        let answer = try client.response(to: .post)
        #expect(answer.status == 500)
        #expect(
          answer.text == #"{"success":false,"error":{"message":"File too large","code":500}}"#)
      }
    }

    @Test func section10_3_encodedPathsReachNothing() async throws {
      try await TestServer.run { server in
        let client = try HTTPClient(port: server.port)
        let answer = try client.request(
          .post, Self.target, headers: type, body: form(Array("x".utf8), filename: "../../x.png"))
        #expect(answer.json.at("data.originalName") == "x.png")
        for path in ["%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..%2fx.png", "%2e%2e"] {
          let answer = try client.request(.get, "/media/uploads/channels/\(Name.room)/\(path)")
          #expect(answer.status == 403)
        }
        for path in ["/media/../etc/passwd", "/media/uploads/%2e%2e/%2e%2e/etc/passwd"] {
          #expect([400, 404].contains(try client.request(.get, path).status))
        }
      }
    }
  }
}
