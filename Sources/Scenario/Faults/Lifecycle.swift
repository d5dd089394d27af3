/// Something in the life of a client's connection at which a fault can happen.
public enum Lifecycle: String, CaseIterable, Hashable, Sendable {
  /// An Engine.IO session is asked for, by polling or by WebSocket.
  case handshake
  /// A WebSocket is asked for, by a session that polls or for a session of its own.
  case upgrade
  /// A session asks for what there is (long-polling).
  case poll
  /// A session that polls sends something.
  case post
  /// A client joins the namespace (Socket.IO CONNECT).
  case connect
  /// As `connect`, of a client that was connected before.
  case reconnect
  /// A client asks to be put into a room.
  case join
}
