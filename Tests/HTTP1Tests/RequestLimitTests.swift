import HTTP1
import Testing

@Suite struct RequestLimitTests {
  private let limits = HTTPLimits(startLine: 40, fieldBlock: 100, fieldCount: 4, chunkLine: 16)

  private func decode(_ input: String) -> [DecodedRequest] {
    DecodedRequest.decode(input, limits: limits, bodyLimit: 20)
  }

  @Test func theStartLineIsBounded() {
    let longest = String(repeating: "a", count: 40 - "GET / HTTP/1.1".utf8.count)
    #expect(decode("GET /\(longest) HTTP/1.1\r\nHost: a\r\n\r\n").first?.head != nil)
    let error = HTTPError.startLineTooLong(limit: 40)
    #expect(decode("GET /a\(longest) HTTP/1.1\r\nHost: a\r\n\r\n") == [.error(error)])
    #expect(error.status.code == 414)
  }

  @Test func anEndlessStartLineIsRefusedBeforeItsEnd() {
    #expect(
      decode("GET /" + String(repeating: "a", count: 37)) == [.error(.startLineTooLong(limit: 40))])
  }

  @Test func theFieldBlockIsBoundedAsAWhole() {
    let head = "GET / HTTP/1.1\r\nHost: a\r\n"
    let field = "A: " + String(repeating: "b", count: 100 - 9 - 5)
    #expect(decode("\(head)\(field)\r\n\r\n").first?.head != nil)
    let error = HTTPError.fieldBlockTooLong(limit: 100)
    #expect(decode("\(head)\(field)b\r\n\r\n") == [.error(error)])
    #expect(decode("\(head)\(field)bbbb") == [.error(error)])
    #expect(error.status.code == 431)
  }

  @Test func theNumberOfFieldsIsBounded() {
    let head = "GET / HTTP/1.1\r\nHost: a\r\nB:\r\nC:\r\nD:\r\n"
    #expect(decode("\(head)\r\n").first?.head?.headers.count == 4)
    #expect(decode("\(head)E:\r\n\r\n") == [.error(.tooManyFields(limit: 4))])
  }

  @Test func aChunkedBodyIsBoundedAsSoonAsAChunkIsAnnounced() {
    let head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
    let ten = "a\r\n0123456789\r\n"
    #expect(decode("\(head)\(ten)\(ten)0\r\n\r\n").first?.body?.utf8.count == 20)
    #expect(decode("\(head)\(ten)\(ten)1\r\n") == [.error(.bodyTooLarge(limit: 20))])
  }

  @Test func chunkLinesAreBounded() {
    let head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
    #expect(
      decode("\(head)1;aaaaaaaaaaaaaaa\r\n") == [.error(.chunkLineTooLong(limit: 16))])
    let tiny = "1;aaaaaaaaaaaa\r\nx\r\n"
    #expect(
      decode(head + String(repeating: tiny, count: 9)) == [.error(.chunkLineTooLong(limit: 16))])
  }

  @Test func aTrailerIsBounded() {
    let head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
    let error = HTTPError.fieldBlockTooLong(limit: 100)
    #expect(decode(head + "A: " + String(repeating: "b", count: 100) + "\r\n") == [.error(error)])
  }
}
