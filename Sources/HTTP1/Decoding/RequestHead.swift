/// What a request says before its body.
public struct RequestHead: Hashable, Sendable {
  /// The method.
  public var method: HTTPMethod
  /// The target: a path with an optional query, or `*`; an absolute URL has been taken apart.
  public var target: String
  /// The protocol version.
  public var version: HTTPVersion
  /// The header fields, in order.
  public var headers: HTTPHeaders
  /// How the body is delimited.
  public var body: BodyFraming
  /// Whether the client lets the connection live on after the answer.
  public var keepsAlive: Bool
  /// Whether the client waits for `100 Continue` before it sends the body.
  public var expectsContinue: Bool
  /// Whether `Connection` names `upgrade`.
  public var asksForUpgrade: Bool
}
