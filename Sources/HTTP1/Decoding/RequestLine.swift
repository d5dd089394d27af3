/// The first line of a request (RFC 9112 §3).
struct RequestLine: Sendable {
  var method: HTTPMethod
  var target: String
  var version: HTTPVersion
  /// The host of an absolute URL, which overrides the `Host` field.
  var authority: String?

  /// Takes a line apart, its CR LF not included.
  init(_ line: Span<UInt8>) throws(HTTPError) {
    guard let first = RequestLine.firstSpace(in: line, from: 0) else {
      throw .malformedRequestLine
    }
    guard let second = RequestLine.firstSpace(in: line, from: first + 1) else {
      throw .malformedRequestLine
    }
    method = try RequestLine.method(line.extracting(0..<first))
    version = try RequestLine.version(line.extracting(second + 1..<line.count))
    if method.rawValue == "CONNECT" { throw .tunnelRequested }
    (target, authority) = try RequestLine.target(
      line.extracting(first + 1..<second), method: method)
  }

  private static func firstSpace(in line: Span<UInt8>, from start: Int) -> Int? {
    var index = start
    while index < line.count {
      if line[index] == 0x20 { return index }
      index &+= 1
    }
    return nil
  }

  private static func method(_ bytes: Span<UInt8>) throws(HTTPError) -> HTTPMethod {
    guard !bytes.isEmpty else { throw .malformedRequestLine }
    for index in bytes.indices where !bytes[index].isTokenCharacter {
      throw .invalidMethod(byte: bytes[index])
    }
    return HTTPMethod(String(bytes))
  }

  /// Reads `HTTP/d.d`; any 1.x above 1.1 counts as 1.1.
  static func version(_ bytes: Span<UInt8>) throws(HTTPError) -> HTTPVersion {
    guard bytes.count == 8, bytes.extracting(0..<5).equals("HTTP/"), bytes[6] == 0x2E,
      let major = bytes[5].decimalDigit, let minor = bytes[7].decimalDigit
    else { throw .malformedRequestLine }
    guard major == 1 else { throw .unsupportedVersion }
    return minor == 0 ? .http10 : .http11
  }

  private static func target(
    _ bytes: Span<UInt8>, method: HTTPMethod
  ) throws(HTTPError) -> (String, authority: String?) {
    guard !bytes.isEmpty else { throw .malformedTarget }
    for index in bytes.indices where !bytes[index].isTargetCharacter {
      throw .invalidTarget(byte: bytes[index])
    }
    guard let text = String(valid: bytes) else { throw .invalidTarget(byte: 0xFF) }
    if bytes[0] == 0x2F { return (text, nil) }
    if text == "*", method == .options { return (text, nil) }
    return try absoluteTarget(text)
  }

  /// Splits `http://host/path?query` into origin form and host (RFC 9112 §3.2.2).
  private static func absoluteTarget(
    _ text: String
  ) throws(HTTPError) -> (String, authority: String?) {
    guard let scheme = text.utf8.firstIndex(of: 0x3A) else { throw .malformedTarget }
    let name = text[..<scheme].lowercased()
    let rest = text[scheme...].utf8.dropFirst()
    guard name == "http" || name == "https", rest.starts(with: "//".utf8) else {
      throw .malformedTarget
    }
    let authority = rest.dropFirst(2).prefix { $0 != 0x2F && $0 != 0x3F }
    guard !authority.isEmpty, authority.allSatisfy(\.isHostCharacter) else {
      throw .malformedTarget
    }
    let path = String(Substring(rest[authority.endIndex...]))
    return (path.utf8.first == 0x2F ? path : "/" + path, String(Substring(authority)))
  }
}
