/// A message that breaks the rules of HTTP/1.1, or a bound of this implementation.
///
/// After one of these the framing is lost: the connection is answered with `status` and closed.
public enum HTTPError: Error, Hashable, Sendable {
  /// The start line is longer than `limit` bytes.
  case startLineTooLong(limit: Int)
  /// The first byte cannot begin a message: TLS on a plain port, for one.
  case invalidFirstByte(UInt8)
  /// The request line is not `method SP target SP version` (RFC 9112 §3).
  case malformedRequestLine
  /// The status line is not `version SP status SP reason` (RFC 9112 §4).
  case malformedStatusLine
  /// The method holds a byte that is no token character.
  case invalidMethod(byte: UInt8)
  /// `CONNECT` asks for a tunnel, which an origin server does not make.
  case tunnelRequested
  /// The target holds a byte that must be percent-encoded, or is no text.
  case invalidTarget(byte: UInt8)
  /// The target has none of the forms of RFC 9112 §3.2.
  case malformedTarget
  /// The major version is not 1.
  case unsupportedVersion
  /// A line ends in LF without CR, or holds a lone CR (RFC 9112 §2.2).
  case bareLineEnding
  /// The header or trailer block is longer than `limit` bytes.
  case fieldBlockTooLong(limit: Int)
  /// There are more than `limit` field lines.
  case tooManyFields(limit: Int)
  /// A field line begins with white space: obsolete folding (RFC 9112 §5.2).
  case obsoleteFolding
  /// A field line has no colon or an empty name.
  case malformedField
  /// A field name holds a byte that is no token character; a space before the colon is one.
  case invalidFieldName(byte: UInt8)
  /// A field value holds a control character.
  case invalidFieldValue(byte: UInt8)
  /// HTTP/1.1 without `Host` (RFC 9112 §3.2).
  case missingHost
  /// More than one `Host`.
  case repeatedHost
  /// `Host` is not a host with an optional port.
  case invalidHost
  /// `Content-Length` is not a decimal number that fits (RFC 9112 §6.2).
  case invalidContentLength
  /// More than one `Content-Length`, equal or not.
  case repeatedContentLength
  /// `Content-Length` beside `Transfer-Encoding`: the seed of request smuggling (RFC 9112 §6.1).
  case lengthWithTransferEncoding
  /// `Transfer-Encoding` in HTTP/1.0, empty, repeated, or with `chunked` not last.
  case invalidTransferEncoding
  /// A transfer coding other than `chunked`.
  case unsupportedTransferEncoding
  /// An expectation other than `100-continue` (RFC 9110 §10.1.1).
  case unknownExpectation
  /// The body is longer than `limit` bytes.
  case bodyTooLarge(limit: Int)
  /// A chunk size is not a hexadecimal number that fits, or is followed by rubbish (RFC 9112 §7.1).
  case invalidChunkSize
  /// The line before a chunk is longer than `limit` bytes.
  case chunkLineTooLong(limit: Int)
  /// The data of a chunk is not followed by CRLF.
  case missingChunkEnd
  /// The head did not arrive in time.
  case headTimedOut
  /// The body stopped arriving.
  case bodyTimedOut
  /// The connection ended within a message.
  case unexpectedEnd
}
