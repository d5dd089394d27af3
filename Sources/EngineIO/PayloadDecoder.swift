import Bytes

/// Takes the body of a polling request or response apart (Engine.IO 4, "HTTP long-polling").
///
/// Packets are joined by U+001E; a binary one is `b` and base 64. The decoder keeps a position only and
/// must be given the same body each time. Serves both roles.
public struct PayloadDecoder: Sendable {
  /// One packet of a payload.
  public enum Element: Hashable, Sendable {
    /// A text packet: its type, and where in the body its payload lies.
    case text(PacketType, Range<Int>)
    /// A binary message.
    case binary([UInt8])
  }

  private static let binaryMark: UInt8 = 0x62

  private var position = 0
  private var isFinished = false

  /// Makes a decoder that stands at the start of a body.
  public init() {}

  /// The next packet, or nil after the last.
  ///
  /// The first call checks that the whole body is UTF-8, O(body). Throws at the first packet that
  /// breaks a rule; an empty body is one.
  public mutating func next(in body: Span<UInt8>) throws(PacketError) -> Element? {
    guard !isFinished else { return nil }
    if position == 0, !UTF8Validator.isValid(body) { throw .invalidUTF8 }
    let start = position
    let end = PayloadDecoder.endOfPacket(in: body, from: start)
    isFinished = end == body.count
    position = end &+ 1
    return try PayloadDecoder.element(start..<end, of: body)
  }

  private static func element(
    _ range: Range<Int>, of body: Span<UInt8>
  ) throws(PacketError) -> Element {
    guard !range.isEmpty else { throw .emptyPacket(offset: range.lowerBound) }
    let first = body[range.lowerBound]
    let rest = range.lowerBound &+ 1..<range.upperBound
    if first == binaryMark {
      guard let bytes = Base64.decode(body.extracting(rest)) else {
        throw .invalidBase64(offset: range.lowerBound)
      }
      return .binary(bytes)
    }
    guard let type = PacketType(rawValue: first) else {
      throw .unknownType(first, offset: range.lowerBound)
    }
    return .text(type, rest)
  }

  private static func endOfPacket(in body: Span<UInt8>, from start: Int) -> Int {
    var index = start
    while index < body.count, body[index] != ASCII.recordSeparator { index &+= 1 }
    return index
  }
}
