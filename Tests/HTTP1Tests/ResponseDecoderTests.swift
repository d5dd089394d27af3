import HTTP1
import TestSupport
import Testing

@Suite struct ResponseDecoderTests {
  /// What came out: heads, bodies joined, and how it ended.
  struct Output: Equatable {
    var codes: [Int] = []
    var bodies: [String] = []
    var error: HTTPError?
  }

  private func decode(
    _ pieces: [[UInt8]], method: HTTPMethod = .get, ends: Bool = false
  ) -> Output {
    var decoder = ResponseDecoder(bodyLimit: 100)
    decoder.expectResponse(to: method)
    var output = Output()
    var body: [UInt8] = []
    do throws(HTTPError) {
      for piece in pieces {
        var position = 0
        while let event = try decoder.next(in: piece.span, at: &position) {
          switch event {
          case .head(let head): output.codes.append(head.status.code)
          case .body(let range): body += piece[range]
          case .end:
            output.bodies.append(String(decoding: body, as: UTF8.self))
            body = []
          }
        }
      }
      if ends, try decoder.endOfInput() != nil {
        output.bodies.append(String(decoding: body, as: UTF8.self))
      }
    } catch {
      output.error = error
    }
    return output
  }

  private func decode(_ text: String, method: HTTPMethod = .get, ends: Bool = false) -> Output {
    decode([Array(text.utf8)], method: method, ends: ends)
  }

  @Test func responsesAreTheSameHoweverTheyAreCut() {
    let input = Array(
      """
      HTTP/1.1 100 Continue\r
      \r
      HTTP/1.1 200 OK\r
      Content-Length: 2\r
      \r
      okHTTP/1.1 200\r
      Transfer-Encoding: chunked\r
      \r
      3\r
      abc\r
      0\r
      \r
      HTTP/1.0 204 No Content\r
      Content-Length: 5\r
      \r

      """.utf8)
    let expected = Output(codes: [100, 200, 200, 204], bodies: ["", "ok", "abc", ""])
    #expect(CodecVerifier.firstDifference(input, expecting: expected) { decode($0) } == nil)
  }

  @Test func aBodyWithoutLengthEndsWithTheConnection() {
    let text = "HTTP/1.1 200 OK\r\n\r\nall of it"
    #expect(decode(text) == Output(codes: [200]))
    #expect(decode(text, ends: true) == Output(codes: [200], bodies: ["all of it"]))
  }

  @Test func theAnswerToHeadHasNoBody() {
    let text = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"
    #expect(decode(text, method: .head) == Output(codes: [200], bodies: [""]))
  }

  @Test func aCutOffResponseIsAnError() {
    let text = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc"
    #expect(decode(text, ends: true).error == .unexpectedEnd)
    #expect(decode("", ends: true) == Output())
  }

  @Test func aBodyWithoutLengthIsBounded() {
    let text = "HTTP/1.1 200 OK\r\n\r\n" + String(repeating: "a", count: 101)
    #expect(decode(text).error == .bodyTooLarge(limit: 100))
  }

  @Test(arguments: [
    ("HTTP/1.1 2000 OK\r\n", HTTPError.malformedStatusLine),
    ("HTTP/1.1 20 OK\r\n", .malformedStatusLine),
    ("HTTP/1.1  200 OK\r\n", .malformedStatusLine),
    ("HTTP/1.1 099 No\r\n", .malformedStatusLine),
    ("HTTP/1.1 200 O\u{1}K\r\n", .malformedStatusLine),
    ("HTTP/2.0 200 OK\r\n", .unsupportedVersion),
    ("HTTP/1.1 200 OK\n", .bareLineEnding),
    (
      "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
      .lengthWithTransferEncoding
    ),
  ])
  func isRefused(_ input: String, _ error: HTTPError) {
    #expect(decode(input).error == error)
  }
}
