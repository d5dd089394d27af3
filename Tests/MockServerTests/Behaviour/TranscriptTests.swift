import ElizaDomain
import HTTP1
import JSON
import Testing

@testable import MockServer

extension OverSockets {
  /// Section 12 over real sockets: what was spoken by one route is understood by the other.
  @Suite struct TranscriptTests {
    private static let base = "/api/audio/\(Name.agent)"

    private let type: HTTPHeaders = ["Content-Type": "multipart/form-data; boundary=b"]

    private func form(_ content: [UInt8]) -> [UInt8] {
      let head =
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n"
        + "Content-Type: audio/wav\r\n\r\n"
      return Array(head.utf8) + content + Array("\r\n--b--\r\n".utf8)
    }

    @Test func section12_spokenAndHeard() async throws {
      try await TestServer.run { server in
        let client = try HTTPClient(port: server.port)
        let spoken = try client.request(
          .post, Self.base + "/speech/generate", headers: ["Content-Type": "application/json"],
          body: Array(#"{"text":"Hello my friend"}"#.utf8))
        #expect(spoken.status == 200)
        let heard = try client.request(
          .post, Self.base + "/audio-messages", headers: type, body: form(spoken.body))
        #expect(heard.status == 200)
        #expect(heard.headers["X-Eliza-Mock"] == "generated")
        #expect(heard.json.at("data.transcription") == "Hello my friend")
        let long = [UInt8](repeating: 7, count: 3_000_000)
        let noise = try client.request(
          .post, Self.base + "/transcriptions", headers: type, body: form(long))
        #expect(
          noise.json.at("data.text")
            == "[eliza-mock: 3000000 bytes of audio/wav, not listened to]")
      }
    }

    @Test func section12_aRecordingBeyondTheLimitIsRefusedByItsLengthAlone() async throws {
      try await TestServer.run { configuration in
        configuration.limits.requests.uploadBytes = 3_000_000
      } body: { server in
        let client = try HTTPClient(port: server.port)
        client.wire.send(
          Array(
            """
            POST \(Self.base)/transcriptions HTTP/1.1\r
            Host: localhost\r
            Content-Type: multipart/form-data; boundary=b\r
            Content-Length: 6000000\r
            \r

            """.utf8))
        let answer = try client.response(to: .post)
        #expect(answer.status == 413)
        #expect(answer.json.at("error.code") == "FILE_TOO_LARGE")
      }
    }
  }
}
