/// The protocol version of a message (RFC 9112 §2.3).
public enum HTTPVersion: Hashable, Sendable {
  /// HTTP/1.0: connections end with the answer unless both sides ask otherwise; no chunks.
  case http10

  /// HTTP/1.1, or a later 1.x, which is read as 1.1 (RFC 9110 §2.5).
  case http11
}
