/// What a response says before its body.
public struct ResponseHead: Hashable, Sendable {
  /// The status.
  public var status: HTTPStatus
  /// The protocol version.
  public var version: HTTPVersion
  /// The header fields, in order.
  public var headers: HTTPHeaders
  /// How the body is delimited.
  public var body: BodyFraming
  /// Whether the server lets the connection live on after the body.
  public var keepsAlive: Bool

  /// Makes a head, as a decoder or a test does.
  public init(
    status: HTTPStatus, version: HTTPVersion = .http11, headers: HTTPHeaders = HTTPHeaders(),
    body: BodyFraming = .none, keepsAlive: Bool = true
  ) {
    self.status = status
    self.version = version
    self.headers = headers
    self.body = body
    self.keepsAlive = keepsAlive
  }
}
