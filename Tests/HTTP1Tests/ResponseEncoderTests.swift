import HTTP1
import Testing

@Suite struct ResponseEncoderTests {
  private func encode(
    _ response: HTTPResponse, framing: ResponseEncoder.Framing = .length(0),
    connection: ResponseEncoder.Connection = .keepAlive
  ) -> String {
    var bytes: [UInt8] = []
    ResponseEncoder().append(
      response, framing: framing, connection: connection, date: Array("now".utf8), to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func theHeadIsWhole() {
    let response = HTTPResponse(HTTPStatus(404), headers: ["X-A": "b"])
    #expect(
      encode(response, framing: .length(12))
        == "HTTP/1.1 404 Not Found\r\nX-A: b\r\nDate: now\r\nConnection: keep-alive\r\n"
        + "Content-Length: 12\r\n\r\n")
  }

  @Test func framingFieldsOfTheServiceAreLeftOut() {
    let response = HTTPResponse(
      HTTPStatus(200),
      headers: [
        "content-length": "99", "Transfer-Encoding": "chunked", "CONNECTION": "close",
        "Keep-Alive": "timeout=1", "Date": "then",
      ])
    #expect(
      encode(response, framing: .length(1))
        == "HTTP/1.1 200 OK\r\nDate: then\r\nConnection: keep-alive\r\nContent-Length: 1\r\n\r\n")
  }

  @Test func aFieldTakenOutIsNotSent() {
    var headers: HTTPHeaders = ["A": "1", "B": "2", "C": "3"]
    headers["b"] = nil
    headers.add("D", "4")
    let text = encode(HTTPResponse(HTTPStatus(200), headers: headers))
    #expect(text.contains("A: 1\r\nC: 3\r\nD: 4\r\n"))
    #expect(!text.contains("B: 2"))
  }

  @Test func eachFramingSaysItsOwn() {
    let response = HTTPResponse(HTTPStatus(200))
    #expect(encode(response, framing: .chunked).contains("Transfer-Encoding: chunked\r\n"))
    #expect(!encode(response, framing: .unstated).contains("ength"))
    #expect(
      encode(response, framing: .untilClose, connection: .close)
        == "HTTP/1.1 200 OK\r\nDate: now\r\nConnection: close\r\n\r\n")
  }

  @Test func chunksEndWithAnEmptyOne() {
    var bytes: [UInt8] = []
    ChunkEncoder.append(Array(repeating: 0x61, count: 26).span, to: &bytes)
    ChunkEncoder.append([UInt8]().span, to: &bytes)
    ChunkEncoder.append([0x62].span, to: &bytes)
    ChunkEncoder.appendEnd(to: &bytes)
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "1a\r\naaaaaaaaaaaaaaaaaaaaaaaaaa\r\n1\r\nb\r\n0\r\n\r\n")
  }
}
