/// How the end of a body is found (RFC 9112 §6.3).
public enum BodyFraming: Hashable, Sendable {
  /// There is no body.
  case none

  /// The body has this many bytes, at least one.
  case length(Int)

  /// The body comes in chunks.
  case chunked

  /// The body lasts until the connection ends; responses only.
  case untilClose
}
