public import HTTP1
public import JSON

/// A client's wish to join a namespace, to be granted or refused.
public struct ConnectRequest {
  /// The session it came through.
  public let session: EngineSession

  /// The name of the namespace.
  public let namespace: String

  /// What the client sent along, an object; empty when it sent nothing.
  public let auth: JSONDocument

  /// The request that opened the session: headers, query and address.
  public var request: HTTPRequest { session.request }
}
