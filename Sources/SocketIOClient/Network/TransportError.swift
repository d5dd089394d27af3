/// Why a transport could not be used any longer.
public enum TransportError: Error, Hashable, Sendable, CustomStringConvertible {
  /// No connection came about; the system's or TLS's own words.
  case unreachable(String)
  /// The connection ended in the middle; the stream's reason.
  case lost(String)
  /// The server answered with this status instead; what it said.
  case refused(status: Int, body: String)
  /// The server broke a protocol; the rule.
  case malformed(String)
  /// The server closed the WebSocket with this code.
  case webSocketClosed(UInt16)
  /// The server ended the session.
  case closedByServer
  /// The options name no transport.
  case noTransport

  /// What happened, in one line.
  public var description: String {
    switch self {
    case .unreachable(let reason): "no connection: \(reason)"
    case .lost(let reason): "the connection was lost: \(reason)"
    case .refused(let status, let body): "the server answered \(status): \(body)"
    case .malformed(let rule): "the server broke the protocol: \(rule)"
    case .webSocketClosed(let code): "the server closed the WebSocket with code \(code)"
    case .closedByServer: "the server closed the session"
    case .noTransport: "no transport to use"
    }
  }
}
