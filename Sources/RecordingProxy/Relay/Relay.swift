import HTTP1
package import HostInterface
package import SocketIOClient

/// A reverse proxy for one server: what clients send it goes there, and what comes back goes to them.
///
/// ```
///   client ──▶ RelayConnection ──▶ server         bodies and frames byte for byte, in both directions
///          ◀──               ◀──
///                   │
///                   ▼ RelayObserver                 hears what was sent on
/// ```
///
/// Each connection of a client has its own to the server, opened with its first request, so that both
/// live and end as they would without the relay. A side that does not read makes the other wait.
package final class Relay {
  /// What a relay is told about its surroundings.
  package struct Configuration: Sendable {
    /// The server; its namespace and query play no part.
    package var upstream: ServerAddress
    /// Whether the server is told who asks, in `X-Forwarded-*` fields.
    package var forwards = false
    /// Unsent bytes above which the sender must wait; the high mark of the loop's outboxes.
    package var highMark = 262_144

    /// Relays to `upstream`.
    package init(upstream: ServerAddress) {
      self.upstream = upstream
    }

    /// The server's address up to its path, such as `https://eliza.example.com`.
    package var origin: String {
      "\(upstream.isSecure ? "https" : "http")://\(upstream.authority)"
    }
  }

  let configuration: Configuration
  let rules: HeaderRules
  let dialer: any Dialer
  /// Who hears what passes.
  package var observer: (any RelayObserver)?
  /// Is told when a request finds nobody, with the reason.
  package var onUnreachable: ((String) -> Void)?
  private var exchangeCount = 0
  private var connectionCount = 0

  /// Makes a relay whose connections to the server are opened by `dialer`.
  package init(_ configuration: Configuration, dialer: any Dialer) {
    self.configuration = configuration
    self.dialer = dialer
    rules = HeaderRules(
      authority: configuration.upstream.authority, origin: configuration.origin,
      forwards: configuration.forwards)
  }

  /// Takes a client's fresh connection.
  package func accept(_ stream: any ByteStream) {
    connectionCount += 1
    RelayConnection(stream, number: connectionCount, relay: self).begin()
  }

  func nextExchange() -> Int {
    exchangeCount += 1
    return exchangeCount
  }

  /// Long lines are the business of the two sides.
  static let limits = HTTPLimits(
    startLine: 131_072, fieldBlock: 524_288, fieldCount: 1_000, chunkLine: 16_384)
}
