import HTTP1
import TestSupport
import Testing

/// Requests that two servers could read differently, and others that are simply wrong: each is
/// refused by name, however it is cut.
@Suite struct RequestRefusalTests {
  struct Row: CustomTestStringConvertible, Sendable {
    let input: String
    let error: HTTPError
    let status: Int

    init(_ input: String, _ error: HTTPError, _ status: Int = 400) {
      self.input = input
      self.error = error
      self.status = status
    }

    var testDescription: String { "\(error): \(input.debugDescription)" }
  }

  private static let get = "GET / HTTP/1.1\r\nHost: a\r\n"
  private static let post = "POST / HTTP/1.1\r\nHost: a\r\n"
  private static let chunked = "\(post)Transfer-Encoding: chunked\r\n\r\n"

  @Test(arguments: requestLines + fields + lengths + codings + chunks)
  func isRefused(_ row: Row) {
    let input = Array(row.input.utf8)
    #expect(DecodedRequest.decode([input]) == [.error(row.error)])
    #expect(row.error.status.code == row.status)
    #expect(
      CodecVerifier.firstDifference(input, expecting: [.error(row.error)]) {
        DecodedRequest.decode($0)
      } == nil)
  }

  static let requestLines = [
    Row("\u{16}\u{3}\u{1}\u{2}\u{0}", .invalidFirstByte(0x16)),
    Row(" GET / HTTP/1.1\r\n", .invalidFirstByte(0x20)),
    Row("GET\r\n", .malformedRequestLine),
    Row("GET /\r\n", .malformedRequestLine),
    Row("GET / \r\n", .malformedRequestLine),
    Row("GET  / HTTP/1.1\r\n", .malformedRequestLine),
    Row("GET / HTTP/1.1 \r\n", .malformedRequestLine),
    Row("GET /a b HTTP/1.1\r\n", .malformedRequestLine),
    Row("GET / http/1.1\r\n", .malformedRequestLine),
    Row("GET / HTTP/1.10\r\n", .malformedRequestLine),
    Row("GET / HTTP/1.\r\n", .malformedRequestLine),
    Row("GET / HTTP/+1.1\r\n", .malformedRequestLine),
    Row("G\u{1}T / HTTP/1.1\r\n", .invalidMethod(byte: 1)),
    Row("GE(T / HTTP/1.1\r\n", .invalidMethod(byte: 0x28)),
    Row("GET\t/ HTTP/1.1\r\n", .malformedRequestLine),
    Row("GET /\u{0} HTTP/1.1\r\n", .invalidTarget(byte: 0)),
    Row("GET /\t HTTP/1.1\r\n", .invalidTarget(byte: 9)),
    Row("GET /#f HTTP/1.1\r\n", .invalidTarget(byte: 0x23)),
    Row("GET a HTTP/1.1\r\n", .malformedTarget),
    Row("GET ftp://a/ HTTP/1.1\r\n", .malformedTarget),
    Row("GET http:///x HTTP/1.1\r\n", .malformedTarget),
    Row("GET http://u@h/x HTTP/1.1\r\n", .malformedTarget),
    Row("CONNECT a:443 HTTP/1.1\r\n", .tunnelRequested, 501),
    Row("PRI * HTTP/2.0\r\n", .unsupportedVersion, 505),
    Row("GET / HTTP/0.9\r\n", .unsupportedVersion, 505),
    Row("\r\n\r\n\r\n\r\n\r\n", .malformedRequestLine),
    Row("GET / HTTP/1.1\n", .bareLineEnding),
  ]

  static let fields = [
    Row("GET / HTTP/1.1\r\n\r\n", .missingHost),
    Row("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", .repeatedHost),
    Row("GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", .repeatedHost),
    Row("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", .invalidHost),
    Row("GET / HTTP/1.1\r\nHost: a,b\r\n\r\n", .invalidHost),
    Row("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", .invalidHost),
    Row("GET / HTTP/1.1\r\nHost: u@a\r\n\r\n", .invalidHost),
    Row("\(get)A: 1\n\r\n", .bareLineEnding),
    Row("\(get)A: 1\rB: 2\r\n\r\n", .bareLineEnding),
    Row("\(get)A: 1\r\r\n\r\n", .bareLineEnding),
    Row("\(get)\n", .bareLineEnding),
    Row("\(get)A: 1\r\n 2\r\n\r\n", .obsoleteFolding),
    Row("\(get)A: 1\r\n\t2\r\n\r\n", .obsoleteFolding),
    Row("GET / HTTP/1.1\r\n Host: a\r\n\r\n", .obsoleteFolding),
    Row("\(get)A : 1\r\n\r\n", .invalidFieldName(byte: 0x20)),
    Row("\(get)A\t: 1\r\n\r\n", .invalidFieldName(byte: 9)),
    Row("\(get)A(b): 1\r\n\r\n", .invalidFieldName(byte: 0x28)),
    Row("\(get)A\u{0}: 1\r\n\r\n", .invalidFieldName(byte: 0)),
    Row("\(get): 1\r\n\r\n", .malformedField),
    Row("\(get)A\r\n\r\n", .malformedField),
    Row("\(get)A: 1\u{0}2\r\n\r\n", .invalidFieldValue(byte: 0)),
    Row("\(get)A: \u{7F}\r\n\r\n", .invalidFieldValue(byte: 0x7F)),
    Row("\(get)A: \u{B}chunked\r\n\r\n", .invalidFieldValue(byte: 0xB)),
    Row("\(get)Expect: magic\r\n\r\n", .unknownExpectation, 417),
  ]

  static let lengths = [
    Row("\(post)Content-Length: \r\n\r\n", .invalidContentLength),
    Row("\(post)Content-Length: +5\r\n\r\n", .invalidContentLength),
    Row("\(post)Content-Length: -1\r\n\r\n", .invalidContentLength),
    Row("\(post)Content-Length: 0x5\r\n\r\n", .invalidContentLength),
    Row("\(post)Content-Length: 5 5\r\n\r\n", .invalidContentLength),
    Row("\(post)Content-Length: 5, 5\r\n\r\n", .invalidContentLength),
    Row("\(post)Content-Length: 1e1\r\n\r\n", .invalidContentLength),
    Row("\(post)Content-Length: 18446744073709551621\r\n\r\n", .invalidContentLength),
    Row("\(post)Content-Length: 9223372036854775808\r\n\r\n", .invalidContentLength),
    Row("\(post)Content-Length: 5\r\nContent-Length: 5\r\n\r\n", .repeatedContentLength),
    Row("\(post)Content-Length: 5\r\ncontent-length: 6\r\n\r\n", .repeatedContentLength),
    Row("\(post)Content-Length: 9223372036854775807\r\n\r\n", .bodyTooLarge(limit: 1_000), 413),
    Row("\(post)Content-Length: 1001\r\n\r\n", .bodyTooLarge(limit: 1_000), 413),
  ]

  static let codings = [
    Row(
      "\(post)Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
      .lengthWithTransferEncoding),
    Row(
      "\(post)Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n",
      .lengthWithTransferEncoding),
    Row("\(post)Transfer-Encoding: gzip\r\n\r\n", .unsupportedTransferEncoding, 501),
    Row("\(post)Transfer-Encoding: gzip, chunked\r\n\r\n", .unsupportedTransferEncoding, 501),
    Row("\(post)Transfer-Encoding: identity\r\n\r\n", .unsupportedTransferEncoding, 501),
    Row("\(post)Transfer-Encoding: xchunked\r\n\r\n", .unsupportedTransferEncoding, 501),
    Row("\(post)Transfer-Encoding: \"chunked\"\r\n\r\n", .unsupportedTransferEncoding, 501),
    Row("\(post)Transfer-Encoding: chunked;q=1\r\n\r\n", .unsupportedTransferEncoding, 501),
    Row("\(post)Transfer-Encoding: chunked, gzip\r\n\r\n", .invalidTransferEncoding),
    Row("\(post)Transfer-Encoding: chunked, chunked\r\n\r\n", .invalidTransferEncoding),
    Row(
      "\(post)Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n",
      .invalidTransferEncoding),
    Row("\(post)Transfer-Encoding:\r\n\r\n", .invalidTransferEncoding),
    Row(
      "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", .invalidTransferEncoding),
  ]

  static let chunks = [
    Row("\(chunked)\r\n", .invalidChunkSize),
    Row("\(chunked)g\r\n", .invalidChunkSize),
    Row("\(chunked)+5\r\n", .invalidChunkSize),
    Row("\(chunked)0x5\r\n", .invalidChunkSize),
    Row("\(chunked) 5\r\n", .invalidChunkSize),
    Row("\(chunked)5 \r\n", .invalidChunkSize),
    Row("\(chunked)5 5\r\n", .invalidChunkSize),
    Row("\(chunked)ffffffffffffffff1\r\n", .invalidChunkSize),
    Row("\(chunked)8000000000000000\r\n", .invalidChunkSize),
    Row("\(chunked)7fffffffffffffff\r\n", .bodyTooLarge(limit: 1_000), 413),
    Row("\(chunked)5;a\u{0}\r\n", .invalidChunkSize),
    Row("\(chunked)5\nhello", .bareLineEnding),
    Row("\(chunked)5;a\rb\r\n", .bareLineEnding),
    Row("\(chunked)3\r\nabcX\r\n", .missingChunkEnd),
    Row("\(chunked)3\r\nabc\n", .bareLineEnding),
    Row("\(chunked)0\r\nA : 1\r\n\r\n", .invalidFieldName(byte: 0x20)),
    Row("\(chunked)0\r\n\n", .bareLineEnding),
  ]
}
