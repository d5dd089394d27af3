import Bytes

/// Puts messages together from frames and checks every rule on the way (RFC 6455 §5.4, §5.5, §8.1).
///
/// Text is checked as it arrives, so that the first bad byte is refused even in the middle of a
/// frame; a message is refused as soon as its length is known to be too large. A message that
/// arrives whole passes through a buffer the caller lends, so that an idle connection keeps none.
public struct MessageAssembler: Sendable {
  /// What has arrived.
  public enum Event: Hashable, Sendable {
    /// A whole text message, checked to be UTF-8.
    case text([UInt8])
    /// A whole binary message.
    case binary([UInt8])
    /// A ping, to be answered with a pong of the same payload.
    case ping([UInt8])
    /// A pong.
    case pong([UInt8])
    /// The closing handshake; `noStatus` when the frame had no code.
    case close(CloseCode, reason: String)
  }

  private let limit: Int
  private var frames: FrameDecoder
  private var frame: FrameHeader?
  private var messageKind: Opcode?
  private var message: [UInt8] = []
  private var control: [UInt8] = []
  private var validator = UTF8Validator()

  /// Makes an assembler for what the end of this `role` receives; no message may be longer than
  /// `messageLimit` bytes.
  public init(role: Role, messageLimit: Int) {
    frames = FrameDecoder(role: role)
    limit = messageLimit
  }

  /// The next event in `input` from `position` on, which moves behind what was used; nil when more
  /// input is needed.
  ///
  /// A message begun here is written into `buffer`, whose capacity is kept and whose content is not.
  /// It leaves with the event; lend it again to spare the next allocation. After an error nothing
  /// more may be fed.
  public mutating func next(
    in input: Span<UInt8>, at position: inout Int, buffer: inout [UInt8]
  ) throws(FrameError) -> Event? {
    if messageKind == nil { borrow(&buffer) }
    let event = try readEvent(in: input, at: &position)
    giveBack(&buffer)
    return event
  }

  private mutating func readEvent(
    in input: Span<UInt8>, at position: inout Int
  ) throws(FrameError) -> Event? {
    while true {
      if frame == nil {
        guard let header = try frames.nextHeader(in: input, at: &position) else { return nil }
        try begin(header)
      }
      guard let current = frame else { return nil }
      let event =
        current.opcode.isControl
        ? try readControl(current, in: input, at: &position)
        : try readMessage(current, in: input, at: &position)
      guard frame == nil else { return nil }
      if let event { return event }
    }
  }

  private mutating func borrow(_ buffer: inout [UInt8]) {
    guard buffer.capacity > message.capacity else { return }
    buffer.removeAll(keepingCapacity: true)
    swap(&buffer, &message)
  }

  /// Hands the buffer back that this connection does not need until more arrives: all of it between
  /// messages, and a far too large one once the little in it has been copied.
  private mutating func giveBack(_ buffer: inout [UInt8]) {
    guard message.capacity > 0 else { return }
    if messageKind == nil { return swap(&buffer, &message) }
    guard message.capacity >= 4_096, message.count < message.capacity / 4 else { return }
    var part = Array(message[...])
    swap(&part, &message)
    swap(&buffer, &part)
  }

  private mutating func begin(_ header: FrameHeader) throws(FrameError) {
    switch header.opcode {
    case .continuation:
      guard messageKind != nil else { throw .unexpectedContinuation }
    case .text, .binary:
      guard messageKind == nil else { throw .missingContinuation }
      messageKind = header.opcode
      validator = UTF8Validator()
    case .close, .ping, .pong: break
    }
    if !header.opcode.isControl, header.length > limit - message.count {
      throw .messageTooLarge(limit: limit)
    }
    frame = header
  }

  private mutating func readMessage(
    _ header: FrameHeader, in input: Span<UInt8>, at position: inout Int
  ) throws(FrameError) -> Event? {
    let start = message.count
    let isComplete = frames.copyPayload(in: input, at: &position, to: &message)
    if messageKind == .text { try checkText(from: start) }
    guard isComplete else { return nil }
    frame = nil
    return header.isFinal ? try finishMessage() : nil
  }

  private mutating func checkText(from start: Int) throws(FrameError) {
    var validator = validator
    let isValid = validator.feed(message.span.extracting(start..<message.count))
    guard isValid else { throw .invalidText }
    self.validator = validator
  }

  private mutating func finishMessage() throws(FrameError) -> Event {
    let isText = messageKind == .text
    if isText, !validator.isComplete { throw .invalidText }
    messageKind = nil
    let payload = takeMessage()
    return isText ? .text(payload) : .binary(payload)
  }

  private mutating func takeMessage() -> [UInt8] {
    var taken: [UInt8] = []
    swap(&taken, &message)
    return taken
  }

  private mutating func readControl(
    _ header: FrameHeader, in input: Span<UInt8>, at position: inout Int
  ) throws(FrameError) -> Event? {
    guard frames.copyPayload(in: input, at: &position, to: &control) else { return nil }
    frame = nil
    var payload: [UInt8] = []
    swap(&payload, &control)
    switch header.opcode {
    case .ping: return .ping(payload)
    case .pong: return .pong(payload)
    default: return try MessageAssembler.close(payload.span)
    }
  }

  private static func close(_ payload: Span<UInt8>) throws(FrameError) -> Event {
    guard !payload.isEmpty else { return .close(.noStatus, reason: "") }
    guard payload.count >= 2 else { throw .truncatedCloseCode }
    let code = CloseCode(rawValue: UInt16(payload[0]) << 8 | UInt16(payload[1]))
    guard code.isValidOnWire else { throw .invalidCloseCode(code.rawValue) }
    let text = [UInt8](payload.extracting(2..<payload.count))
    guard let reason = String(validating: text, as: UTF8.self) else { throw .invalidCloseReason }
    return .close(code, reason: reason)
  }
}
