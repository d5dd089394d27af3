/// A whole response.
///
/// `Content-Length`, `Date` and `Connection` are added when it is sent.
public struct HTTPResponse: Hashable, Sendable {
  /// The status.
  public var status: HTTPStatus
  /// The header fields, in order.
  public var headers: HTTPHeaders
  /// The body; empty for none.
  public var body: [UInt8]
  /// Whether a large body may be sent gzip-encoded to a client that accepts it.
  public var isCompressible = false
  /// Whether the connection must be closed after this response.
  public var closesConnection = false

  /// Makes a response.
  public init(_ status: HTTPStatus, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}
