/// The connection of a conversation.
public enum SocketState: Hashable, Sendable {
  /// None is wanted.
  case off
  /// It is being made.
  case connecting
  /// It is there, under this socket id.
  case connected(String)
  /// It was lost, for this reason, in the words of the JavaScript client.
  case lost(String)
  /// The server does not let the client in, or no further attempt is made; the reason.
  case failed(String)
}
