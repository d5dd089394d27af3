public import JSON

/// What a client brings along when it connects to the namespace.
public struct SocketHandshake: Sendable {
  /// The payload of the CONNECT packet, `auth` in clients.
  public var auth: JSON

  /// The value of the header `x-api-key`.
  public var apiKeyHeader: String?

  /// The value of the header `authorization`.
  public var authorizationHeader: String?

  /// The page it comes from.
  public var page: PageIdentity

  /// Describes a handshake.
  public init(
    auth: JSON = .null, apiKeyHeader: String? = nil, authorizationHeader: String? = nil,
    page: PageIdentity = .unknown
  ) {
    self.auth = auth
    self.page = page
    self.apiKeyHeader = apiKeyHeader
    self.authorizationHeader = authorizationHeader
  }

  /// The entity the client says it is, when that is a text with something in it that is not longer than anybody's id.
  var entityID: String? {
    guard let id = auth["entityId"]?.stringValue, !id.isEmpty,
      id.utf8.count <= SocketConnection.roomNameLimit
    else { return nil }
    return id
  }

  /// The key the client shows: the one in `auth`, else the one in the header.
  var apiKey: String? {
    guard let key = auth["apiKey"]?.stringValue, !key.isEmpty else { return apiKeyHeader }
    return key
  }

  /// Whether the client shows the key where real servers do not look: as a token.
  func isToken(_ key: String) -> Bool {
    auth["token"]?.stringValue == key || authorizationHeader == "Bearer \(key)"
  }
}
