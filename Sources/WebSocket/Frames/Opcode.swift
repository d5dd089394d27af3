/// What a frame carries (RFC 6455 §5.2).
public enum Opcode: UInt8, Hashable, Sendable {
  /// A further fragment of a message.
  case continuation = 0x0
  /// A text message or its first fragment.
  case text = 0x1
  /// A binary message or its first fragment.
  case binary = 0x2
  /// The closing handshake.
  case close = 0x8
  /// A question whether the peer is alive.
  case ping = 0x9
  /// The answer to it.
  case pong = 0xA

  /// Whether the frame is about the connection and carries no message.
  public var isControl: Bool { rawValue & 0x8 != 0 }
}
