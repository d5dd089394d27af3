import Bytes

/// Writes the head of a response.
///
/// `Content-Length`, `Transfer-Encoding`, `Connection` and `Keep-Alive` are written from what is known
/// about the message and left out of the fields given, so that they are always right.
public struct ResponseEncoder: Sendable {
  /// How the end of the body will be found.
  public enum Framing: Hashable, Sendable {
    /// `Content-Length` says it.
    case length(Int)
    /// The body follows in chunks.
    case chunked
    /// The connection is closed behind the body.
    case untilClose
    /// The status or the protocol rules a body out: nothing is said.
    case unstated
  }

  /// What becomes of the connection.
  public enum Connection: Hashable, Sendable {
    /// It stays open for further requests.
    case keepAlive
    /// It is closed after this response.
    case close
    /// It becomes a connection of another protocol, named by the response's `Upgrade` field.
    case upgrade
  }

  /// Makes an encoder; it keeps nothing between responses.
  public init() {}

  /// Appends status line and fields, up to and with the empty line.
  ///
  /// `date` is the value of the `Date` field, unless the response brings its own.
  public func append(
    _ response: HTTPResponse, framing: Framing, connection: Connection, date: [UInt8],
    to bytes: inout [UInt8]
  ) {
    append(response.status, to: &bytes)
    let hasDate = append(response.headers, to: &bytes)
    let date = date.span
    bytes.append(addingCapacity: date.count &+ ResponseEncoder.ownFields) { output in
      if !hasDate {
        output.append(ascii: "Date: ")
        output.append(copying: date)
        output.append(ascii: "\r\n")
      }
      append(connection, to: &output)
      append(framing, to: &output)
      output.append(ascii: "\r\n")
    }
  }

  /// Room for the fields the encoder writes itself, less the date.
  private static let ownFields = 128

  /// Appends `100 Continue`, the interim answer to `Expect: 100-continue`.
  public func appendContinue(to bytes: inout [UInt8]) {
    bytes.append(ascii: "HTTP/1.1 100 Continue\r\n\r\n")
  }

  private func append(_ status: HTTPStatus, to bytes: inout [UInt8]) {
    switch status.code {
    case 200: bytes.append(ascii: "HTTP/1.1 200 OK\r\n")
    case 201: bytes.append(ascii: "HTTP/1.1 201 Created\r\n")
    default:
      bytes.append(ascii: "HTTP/1.1 ")
      bytes.append(decimal: Int64(status.code))
      bytes.append(0x20)
      bytes.append(utf8: status.reason)
      bytes.append(ascii: "\r\n")
    }
  }

  /// Appends the fields that are not this encoder's own; answers whether `Date` was among them.
  private func append(_ headers: HTTPHeaders, to bytes: inout [UInt8]) -> Bool {
    guard !headers.isWholeBlock else {
      bytes.append(contentsOf: headers.bytes)
      return false
    }
    var hasDate = false
    let text = headers.bytes.span
    for entry in headers.entries {
      switch FieldName(text.extracting(entry.name)) {
      case .contentLength, .transferEncoding, .connection, .keepAlive: continue
      case .date: hasDate = true
      case .host, .expect, .other: break
      }
      bytes.append(contentsOf: text.extracting(entry.line))
    }
    return hasDate
  }

  private func append(_ connection: Connection, to output: inout OutputSpan<UInt8>) {
    switch connection {
    case .keepAlive: output.append(ascii: "Connection: keep-alive\r\n")
    case .close: output.append(ascii: "Connection: close\r\n")
    case .upgrade: output.append(ascii: "Connection: Upgrade\r\n")
    }
  }

  private func append(_ framing: Framing, to output: inout OutputSpan<UInt8>) {
    switch framing {
    case .length(let length):
      output.append(ascii: "Content-Length: ")
      output.append(decimal: Int64(length))
      output.append(ascii: "\r\n")
    case .chunked: output.append(ascii: "Transfer-Encoding: chunked\r\n")
    case .untilClose, .unstated: break
    }
  }
}
