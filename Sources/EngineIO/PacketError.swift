/// A packet or payload that breaks Engine.IO 4; the session ends, and a POST that brought it gets a 400.
///
/// Offsets count bytes from the start of the message or body.
public enum PacketError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There is nothing where a packet should be.
  case emptyPacket(offset: Int)
  /// A packet begins with a byte that names no type.
  case unknownType(UInt8, offset: Int)
  /// A binary packet of a payload is not base 64.
  case invalidBase64(offset: Int)
  /// A payload is not UTF-8.
  case invalidUTF8

  /// The broken rule in one line.
  public var description: String {
    switch self {
    case .emptyPacket(let offset): "an empty packet at offset \(offset)"
    case .unknownType(let byte, let offset): "no packet type begins with \(byte) (offset \(offset))"
    case .invalidBase64(let offset): "a binary packet that is not base 64 at offset \(offset)"
    case .invalidUTF8: "a payload that is not UTF-8"
    }
  }
}
