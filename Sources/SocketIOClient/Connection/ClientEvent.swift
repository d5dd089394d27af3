public import EngineIO

/// What happens to a socket, in the order it happens.
public enum ClientEvent: Hashable, Sendable {
  /// The namespace is joined, under a new socket id, or under the old one with what was missed to
  /// follow.
  case connect(id: String, isRecovered: Bool)
  /// The namespace could not be joined.
  case connectError(ConnectError)
  /// The socket is no longer connected; what is known besides the reason.
  case disconnect(DisconnectReason, TransportError?)
  /// The server has sent an event.
  case event(ReceivedEvent)
  /// The connection goes on through another transport.
  case upgrade(Transport)
  /// An attempt to come back begins, counted from one.
  case reconnectAttempt(Int)
  /// An attempt has failed.
  case reconnectError(ConnectError)
  /// The connection is back after so many attempts.
  case reconnect(Int)
  /// No further attempt will be made.
  case reconnectFailed
}
