/// A frame or message that breaks RFC 6455; the connection is failed with `closeCode`.
public enum FrameError: Error, Hashable, Sendable {
  /// One of RSV1 to RSV3 is set though no extension was agreed on (§5.2).
  case reservedBits(UInt8)
  /// The opcode is not a registered one (§5.2).
  case unknownOpcode(UInt8)
  /// A client's frame is not masked (§5.1).
  case unmaskedFrame
  /// A server's frame is masked (§5.1).
  case maskedFrame
  /// The length is not in its shortest form, or its highest bit is set (§5.2).
  case invalidLength(UInt64)
  /// A control frame has more than 125 bytes (§5.5).
  case longControlFrame(length: Int)
  /// A control frame is not final (§5.5).
  case fragmentedControlFrame
  /// A continuation frame where no message has begun (§5.4).
  case unexpectedContinuation
  /// A new message before the last one has ended (§5.4).
  case missingContinuation
  /// A text message that is not UTF-8 (§8.1).
  case invalidText
  /// A message of more than `limit` bytes.
  case messageTooLarge(limit: Int)
  /// A close frame with a payload of a single byte (§5.5.1).
  case truncatedCloseCode
  /// A close code that may not be sent (§7.4).
  case invalidCloseCode(UInt16)
  /// The reason in a close frame is not UTF-8 (§5.5.1).
  case invalidCloseReason

  /// The code the peer is told.
  public var closeCode: CloseCode {
    switch self {
    case .invalidText, .invalidCloseReason: .invalidPayload
    case .messageTooLarge: .messageTooBig
    default: .protocolError
    }
  }
}
