import Bytes

/// Takes frames apart, however their bytes are cut into pieces.
///
/// First `nextHeader`, then `copyPayload` until it answers true, and again. It keeps at most the 14
/// bytes of an unfinished header.
public struct FrameDecoder: Sendable {
  private let role: Role
  private var partial: [UInt8] = []
  private var remaining = 0
  private var mask = MaskingKey(0)

  /// Makes a decoder for what the end of this `role` receives.
  public init(role: Role) {
    self.role = role
  }

  /// Whether the last header and its payload are complete and no part of a next one has arrived.
  public var isBetweenFrames: Bool { remaining == 0 && partial.isEmpty }

  /// The header of the next frame, or nil when more input is needed; `position` moves behind what
  /// was used.
  ///
  /// The payload of the last frame must have been copied.
  public mutating func nextHeader(
    in input: Span<UInt8>, at position: inout Int
  ) throws(FrameError) -> FrameHeader? {
    guard partial.isEmpty else { return try joinedHeader(in: input, at: &position) }
    let rest = input.extracting(position..<input.count)
    guard let length = try headerLength(rest), rest.count >= length else {
      partial.append(contentsOf: rest)
      position = input.count
      return nil
    }
    position += length
    return try begin(rest)
  }

  /// Appends what has arrived of the payload to `bytes`, unmasked; true once it is complete.
  public mutating func copyPayload(
    in input: Span<UInt8>, at position: inout Int, to bytes: inout [UInt8]
  ) -> Bool {
    let count = min(remaining, input.count - position)
    guard count > 0 else { return remaining == 0 }
    mask.append(input.extracting(position..<position + count), to: &bytes)
    position += count
    remaining -= count
    mask = mask.rotated(by: count)
    return remaining == 0
  }

  private mutating func joinedHeader(
    in input: Span<UInt8>, at position: inout Int
  ) throws(FrameError) -> FrameHeader? {
    while position < input.count {
      partial.append(input[position])
      position += 1
      let bytes = partial
      guard let length = try headerLength(bytes.span), bytes.count >= length else { continue }
      partial = []
      return try begin(bytes.span)
    }
    return nil
  }

  /// The length of the header that `bytes` begin with, or nil when that cannot be told yet; checks
  /// the two bytes that decide it as soon as they are there.
  private func headerLength(_ bytes: Span<UInt8>) throws(FrameError) -> Int? {
    guard bytes.count >= 1 else { return nil }
    try checkFirst(bytes[0])
    guard bytes.count >= 2 else { return nil }
    try checkSecond(bytes[1], first: bytes[0])
    let key = role == .server ? 4 : 0
    switch bytes[1] & 0x7F {
    case 126: return 4 + key
    case 127: return 10 + key
    default: return 2 + key
    }
  }

  private func checkFirst(_ byte: UInt8) throws(FrameError) {
    guard byte & 0x70 == 0 else { throw .reservedBits(byte >> 4 & 0x7) }
    guard let opcode = Opcode(rawValue: byte & 0x0F) else { throw .unknownOpcode(byte & 0x0F) }
    if opcode.isControl, byte & 0x80 == 0 { throw .fragmentedControlFrame }
  }

  private func checkSecond(_ byte: UInt8, first: UInt8) throws(FrameError) {
    let isMasked = byte & 0x80 != 0
    if role == .server, !isMasked { throw .unmaskedFrame }
    if role == .client, isMasked { throw .maskedFrame }
    let length = Int(byte & 0x7F)
    if first & 0x08 != 0, length > 125 { throw .longControlFrame(length: length) }
  }

  private mutating func begin(_ bytes: Span<UInt8>) throws(FrameError) -> FrameHeader {
    guard let opcode = Opcode(rawValue: bytes[0] & 0x0F) else {
      throw .unknownOpcode(bytes[0] & 0x0F)
    }
    let (length, end) = try FrameDecoder.length(bytes)
    let key = role == .server ? MaskingKey(bytes.extracting(end..<end + 4)) : nil
    remaining = length
    mask = key ?? MaskingKey(0)
    return FrameHeader(isFinal: bytes[0] & 0x80 != 0, opcode: opcode, length: length, mask: key)
  }

  /// The payload length and where its bytes in the header end; only shortest forms pass.
  private static func length(_ bytes: Span<UInt8>) throws(FrameError) -> (Int, end: Int) {
    let short = Int(bytes[1] & 0x7F)
    guard short >= 126 else { return (short, 2) }
    let end = short == 126 ? 4 : 10
    var length: UInt64 = 0
    for index in 2..<end { length = length << 8 | UInt64(bytes[index]) }
    let isShortest = short == 126 ? length > 125 : length > 0xFFFF
    guard isShortest, let value = Int(exactly: length) else { throw .invalidLength(length) }
    return (value, end)
  }
}
