import HTTP1
import Testing

@Suite struct RequestEncoderTests {
  private func encode(_ request: HTTPRequest) -> String {
    var bytes: [UInt8] = []
    RequestEncoder().append(request, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func aRequestIsWhole() {
    let request = HTTPRequest(
      method: .post, target: "/x?y", headers: ["Host": "a", "Content-Length": "9"],
      body: Array("abc".utf8))
    #expect(
      encode(request) == "POST /x?y HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc")
  }

  @Test func aLengthOfZeroIsSaidWhereABodyIsUsual() {
    #expect(
      encode(HTTPRequest(method: .put, target: "/"))
        == "PUT / HTTP/1.1\r\nContent-Length: 0\r\n\r\n")
    #expect(encode(HTTPRequest(method: .get, target: "/")) == "GET / HTTP/1.1\r\n\r\n")
  }

  @Test func theDecoderReadsItBack() {
    let request = HTTPRequest(
      method: .patch, target: "/p", headers: ["Host": "a"], body: Array("body".utf8))
    let decoded = DecodedRequest.decode(encode(request))
    #expect(decoded.map(\.body) == ["body"])
    #expect(decoded.first?.head?.method == .patch)
  }
}
