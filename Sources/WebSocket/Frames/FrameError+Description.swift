extension FrameError: CustomStringConvertible {
  /// The broken rule in a sentence.
  public var description: String {
    switch self {
    case .reservedBits(let bits): "A frame has the reserved bits \(bits) set."
    case .unknownOpcode(let opcode): "A frame has the unknown opcode \(opcode)."
    case .unmaskedFrame: "A client's frame is not masked."
    case .maskedFrame: "A server's frame is masked."
    case .invalidLength(let length):
      "A frame says its length, \(length), in a form that is not allowed."
    case .longControlFrame: "A control frame has more than 125 bytes."
    case .fragmentedControlFrame: "A control frame is fragmented."
    case .unexpectedContinuation: "A frame continues a message that has not begun."
    case .missingContinuation: "A message begins before the last one has ended."
    case .invalidText: "A text message is not UTF-8."
    case .messageTooLarge(let limit): "A message is longer than \(limit) bytes."
    case .truncatedCloseCode: "A close frame has half a code."
    case .invalidCloseCode(let code): "A close frame has the code \(code), which may not be sent."
    case .invalidCloseReason: "The reason in a close frame is not UTF-8."
    }
  }
}
