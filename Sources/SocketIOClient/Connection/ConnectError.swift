public import EngineIO
public import JSON

/// Why a socket could not connect.
public enum ConnectError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The first transport of the options did not open a session.
  case transport(Transport, TransportError)
  /// The session was not open within `ClientOptions.timeout`.
  case timedOut
  /// The server does not let the client into the namespace: its message, and its data when there is any.
  case refused(message: String, data: JSON?)
  /// All attempts that the options allow have failed.
  case attemptsExhausted
  /// The socket was disconnected while it connected.
  case disconnected
  /// The client has been closed.
  case closed

  /// The text the JavaScript client has for it.
  public var message: String {
    switch self {
    case .transport(.polling, _): "xhr poll error"
    case .transport(.webSocket, _): "websocket error"
    case .timedOut: "timeout"
    case .refused(let message, _): message
    case .attemptsExhausted: "reconnect_failed"
    case .disconnected: DisconnectReason.clientDisconnect.rawValue
    case .closed: "the client is closed"
    }
  }

  /// The text with what is known besides.
  public var description: String {
    guard case .transport(_, let error) = self else { return message }
    return "\(message): \(error)"
  }
}
