/// Why a socket is no longer connected; the raw value is what the JavaScript client says.
public enum DisconnectReason: String, Hashable, Sendable {
  /// The server has put the socket out; it does not come back by itself.
  case serverDisconnect = "io server disconnect"
  /// `disconnect` was called; it does not come back by itself.
  case clientDisconnect = "io client disconnect"
  /// No ping came in time.
  case pingTimeout = "ping timeout"
  /// The connection was closed.
  case transportClose = "transport close"
  /// The connection failed.
  case transportError = "transport error"
  /// The server sent a packet that is none.
  case parseError = "parse error"

  /// Whether the client tries to come back by itself, as long as `reconnection` is on.
  public var isFollowedByReconnection: Bool {
    self != .serverDisconnect && self != .clientDisconnect
  }
}
