/// Which end of a WebSocket this side is; it decides who masks (RFC 6455 §5.3).
public enum Role: Hashable, Sendable {
  /// Sends masked frames and accepts only unmasked ones.
  case client
  /// Sends unmasked frames and accepts only masked ones.
  case server
}
