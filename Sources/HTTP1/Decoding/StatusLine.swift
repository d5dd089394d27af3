/// The first line of a response (RFC 9112 §4).
struct StatusLine: Sendable {
  var version: HTTPVersion
  var status: HTTPStatus

  /// Takes a line apart, its CR LF not included; the reason phrase is ignored.
  init(_ line: Span<UInt8>) throws(HTTPError) {
    guard line.count >= 12, line[8] == 0x20, line.count == 12 || line[12] == 0x20 else {
      throw .malformedStatusLine
    }
    version = try RequestLine.version(line.extracting(0..<8))
    var code = 0
    for index in 9..<12 {
      guard let digit = line[index].decimalDigit else { throw .malformedStatusLine }
      code = code * 10 + digit
    }
    guard code >= 100 else { throw .malformedStatusLine }
    for index in 12..<line.count where !line[index].isFieldValueCharacter {
      throw .malformedStatusLine
    }
    status = HTTPStatus(code)
  }
}
