public import HTTP1
public import HostInterface

/// A request for a WebSocket: it is accepted, or answered like any other.
///
/// An answer in place of the 101 closes the connection.
public protocol UpgradeExchange: HTTPExchange {
  /// Completes the opening handshake with a 101 that carries `headers` too, and returns the open
  /// WebSocket; set its handler at once.
  ///
  /// Returns nil when the request breaks RFC 6455 (it has then been answered with 400, 405 or 426) or
  /// the peer is gone.
  func accept(headers: HTTPHeaders) -> (any MessageStream)?
}
