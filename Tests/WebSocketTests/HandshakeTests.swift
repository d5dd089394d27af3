import HTTP1
import HostInterface
import TLS
import Testing
import WebSocket

@Suite struct HandshakeTests {
  private static let request = HTTPRequest(
    method: .get, target: "/chat",
    headers: [
      "Host": "server.example.com", "Upgrade": "websocket", "Connection": "Upgrade",
      "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version": "13",
    ])

  private func error(_ change: (inout HTTPRequest) -> Void) -> HandshakeError? {
    var request = Self.request
    change(&request)
    do throws(HandshakeError) {
      _ = try ServerHandshake.accept(request, sha1: Digest.sha1)
      return nil
    } catch {
      return error
    }
  }

  @Test func theExampleOfTheStandardIsAccepted() throws {
    let response = try ServerHandshake.accept(
      Self.request, headers: ["X-A": "b"], sha1: Digest.sha1)
    #expect(response.status.code == 101)
    #expect(response.headers["Sec-WebSocket-Accept"] == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
    #expect(response.headers["Upgrade"] == "websocket")
    #expect(response.headers["X-A"] == "b")
  }

  @Test func tokensCountInAnyCaseAndInLists() {
    #expect(error { $0.headers["Upgrade"] = "h2c, WebSocket" } == nil)
    #expect(error { $0.headers["Connection"] = "keep-alive, uPGRADE" } == nil)
  }

  @Test func eachRuleIsChecked() {
    #expect(error { $0.method = .post } == .wrongMethod(.post))
    #expect(error { $0.headers["Upgrade"] = nil } == .missingUpgrade)
    #expect(error { $0.headers["Upgrade"] = "websockets" } == .missingUpgrade)
    #expect(error { $0.headers["Connection"] = "close" } == .missingConnection)
    #expect(error { $0.headers["Sec-WebSocket-Version"] = "8" } == .unsupportedVersion("8"))
    #expect(error { $0.headers["Sec-WebSocket-Version"] = nil } == .unsupportedVersion(nil))
    #expect(error { $0.headers["Sec-WebSocket-Key"] = nil } == .invalidKey)
    #expect(error { $0.headers["Sec-WebSocket-Key"] = "dGhlIHNhbXBsZQ==" } == .invalidKey)
    #expect(error { $0.headers["Sec-WebSocket-Key"] = "not base64, 24 letters!!" } == .invalidKey)
    #expect(
      error { $0.headers.add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==") } == .invalidKey)
  }

  @Test func anOldVersionIsToldTheNewOne() {
    let error = HandshakeError.unsupportedVersion("8")
    #expect(error.status.code == 426)
    #expect(error.headers["Sec-WebSocket-Version"] == "13")
    #expect(HandshakeError.invalidKey.status.code == 400)
  }

  @Test func aClientAcceptsWhatAServerAnswers() throws {
    var random = SeededRandom(seed: 1)
    let client = ClientHandshake(random: &random)
    let request = client.request(target: "/x", host: "a:1", headers: ["Cookie": "c"])
    #expect(request.headers["Host"] == "a:1")
    #expect(request.headers["Cookie"] == "c")
    let response = try ServerHandshake.accept(request, sha1: Digest.sha1)
    var headers = response.headers
    headers.add("Connection", "Upgrade")
    let head = ResponseHead.answer(101, headers)
    try client.check(head, sha1: Digest.sha1)
    headers["Sec-WebSocket-Accept"] = "AAAA"
    #expect(throws: HandshakeError.invalidAccept) {
      try client.check(.answer(101, headers), sha1: Digest.sha1)
    }
    #expect(throws: HandshakeError.refused(HTTPStatus(403))) {
      try client.check(.answer(403, headers), sha1: Digest.sha1)
    }
  }

  @Test func keysDiffer() {
    var random = SeededRandom(seed: 1)
    let first = ClientHandshake(random: &random)
    #expect(first.key.utf8.count == 24)
    #expect(first != ClientHandshake(random: &random))
  }
}

extension ResponseHead {
  /// A head as a decoder would give it.
  fileprivate static func answer(_ code: Int, _ headers: HTTPHeaders) -> ResponseHead {
    ResponseHead(
      status: HTTPStatus(code), version: .http11, headers: headers, body: .none, keepsAlive: true)
  }
}
