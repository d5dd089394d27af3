import Bytes

/// One packet as a WebSocket message carries it (Engine.IO 4, "Packet encoding").
///
/// A text packet begins with the digit of its type; a binary one is always a message and bare.
public struct Packet: Hashable, Sendable {
  /// The whole message.
  public let bytes: [UInt8]

  /// Whether it travels as binary.
  public let isBinary: Bool

  /// Wraps a text packet whose first byte is the digit of its type.
  public init(text bytes: [UInt8]) {
    self.bytes = bytes
    isBinary = false
  }

  /// Wraps a binary message.
  public init(binary bytes: [UInt8]) {
    self.bytes = bytes
    isBinary = true
  }

  /// Makes a text packet of a type and its payload.
  public init(_ type: PacketType, _ payload: StaticString = "") {
    var bytes = [type.rawValue]
    bytes.append(ascii: payload)
    self.init(text: bytes)
  }

  /// The type that a text packet, alone in a WebSocket message, begins with.
  ///
  /// What follows the first byte is the payload. Throws `PacketError` when there is none or it is no
  /// type.
  public static func type(of text: Span<UInt8>) throws(PacketError) -> PacketType {
    guard !text.isEmpty else { throw .emptyPacket(offset: 0) }
    guard let type = PacketType(rawValue: text[0]) else {
      throw .unknownType(text[0], offset: 0)
    }
    return type
  }
}
