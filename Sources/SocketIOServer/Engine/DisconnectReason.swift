/// Why a session or a socket ended; the raw values are the names Socket.IO gives them.
public enum DisconnectReason: String, Hashable, Sendable, CustomStringConvertible {
  /// The client closed the connection, or it was lost.
  case transportClose = "transport close"
  /// The transport was used against its rules, or a poll was cut off.
  case transportError = "transport error"
  /// No pong came in time.
  case pingTimeout = "ping timeout"
  /// The client left the namespace.
  case clientNamespaceDisconnect = "client namespace disconnect"
  /// The server put the socket out of the namespace.
  case serverNamespaceDisconnect = "server namespace disconnect"
  /// The server is shutting down.
  case serverShuttingDown = "server shutting down"
  /// The client sent a packet that breaks the protocol.
  case parseError = "parse error"
  /// The server closed the session, for the host's reasons or since a bound was passed.
  case forcedClose = "forced close"
  /// The client joined no namespace in time.
  case forcedServerClose = "forced server close"

  /// The name Socket.IO gives it.
  public var description: String { rawValue }

  /// Whether a socket that ended so may be taken up again by connection state recovery.
  var isRecoverable: Bool {
    self != .clientNamespaceDisconnect && self != .serverNamespaceDisconnect
  }
}
