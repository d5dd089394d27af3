import Bytes

/// Writes whole requests, for the client role.
///
/// `Content-Length` is written from the body and left out of the fields given; `Host` must be among
/// them.
public struct RequestEncoder: Sendable {
  /// Makes an encoder; it keeps nothing between requests.
  public init() {}

  /// Appends head and body of a request.
  ///
  /// A method that usually carries a body says `Content-Length: 0` when it has none
  /// (RFC 9110 §8.6).
  public func append(_ request: HTTPRequest, to bytes: inout [UInt8]) {
    bytes.append(utf8: request.method.rawValue)
    bytes.append(0x20)
    bytes.append(utf8: request.target)
    bytes.append(ascii: " HTTP/1.1\r\n")
    append(request.headers, to: &bytes)
    if !request.body.isEmpty || request.method.usuallyHasBody {
      bytes.append(ascii: "Content-Length: ")
      bytes.append(decimal: Int64(request.body.count))
      bytes.append(ascii: "\r\n")
    }
    bytes.append(ascii: "\r\n")
    bytes.append(contentsOf: request.body)
  }

  private func append(_ headers: HTTPHeaders, to bytes: inout [UInt8]) {
    let text = headers.bytes.span
    for entry in headers.entries {
      switch FieldName(text.extracting(entry.name)) {
      case .contentLength, .transferEncoding: continue
      default: break
      }
      bytes.append(contentsOf: text.extracting(entry.line))
    }
  }
}

extension HTTPMethod {
  fileprivate var usuallyHasBody: Bool {
    self == .post || self == .put || self == .patch
  }
}
