/// A whole request, body included.
public struct HTTPRequest: Hashable, Sendable {
  /// The method.
  public var method: HTTPMethod
  /// The request target as sent, such as `/api/agents?x=1`.
  public var target: String
  /// The header fields, in order.
  public var headers: HTTPHeaders
  /// The body; empty when there was none.
  public var body: [UInt8]
  /// Whether the request was framed with a body (`Content-Length` above 0 or chunks).
  public var hasBody: Bool
  /// The address it came from, without port.
  public var peerAddress: String
  /// Whether it came through TLS.
  public var isSecure: Bool
  /// The number of the connection it came on, among all of its server; 0 where connections do not count.
  public var connectionNumber: UInt64 = 0

  /// Makes a request, as a decoder or a test does.
  public init(
    method: HTTPMethod, target: String, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8] = [],
    peerAddress: String = "127.0.0.1", isSecure: Bool = false
  ) {
    self.method = method
    self.target = target
    self.headers = headers
    self.body = body
    self.hasBody = !body.isEmpty
    self.peerAddress = peerAddress
    self.isSecure = isSecure
  }

  /// What the connection it came on is called, such as `http-17`.
  public var connection: String { "http-\(connectionNumber)" }

  /// The target up to the first `?`, still percent-encoded.
  public var path: Substring { RequestTarget(target).path }

  /// The target after the first `?`, still percent-encoded; nil when there is none.
  public var query: Substring? { RequestTarget(target).query }
}
