public import HTTP1
import HostInterface
public import WebSocket

/// What a peer did against a protocol or a bound; its connection has been ended for it.
public enum ConnectionFault: Hashable, Sendable, CustomStringConvertible {
  /// A request that breaks HTTP, passes a bound or came too slowly; it was answered with the error's
  /// status.
  case request(HTTPError)
  /// A frame or message that breaks RFC 6455 or passes a bound; the peer was told the close code.
  case webSocket(FrameError)
  /// The peer took too little of what it was sent.
  case slowReader
  /// TLS could not be set up or was violated; the library's own words.
  case tls(String)

  /// What happened, in one line.
  public var description: String {
    switch self {
    case .request(let error): "\(error.description) (\(error.status.code))"
    case .webSocket(let error): "\(error.description) (\(error.closeCode.rawValue))"
    case .slowReader: "The peer does not read what it is sent."
    case .tls(let reason): "TLS: \(reason)"
    }
  }

  /// The fault a stream ended for; nil when it ended as connections do.
  init?(_ reason: StreamCloseReason) {
    switch reason {
    case .outboxOverflow: self = .slowReader
    case .tls(let words): self = .tls(words)
    case .closedLocally, .aborted, .closedByPeer, .failed: return nil
    }
  }
}
