import Bytes

extension Identifier {
  /// A random version 4 UUID in lower case (RFC 9562 §5.4).
  public static func random(using generator: inout some RandomNumberGenerator) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(16)
    for word in [generator.next(), generator.next()] {
      for shift in stride(from: 56, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
      }
    }
    bytes[6] = bytes[6] & 0x0F | 0x40
    bytes[8] = bytes[8] & 0x3F | 0x80
    return text(bytes)
  }

  /// The id that a name stands for: what an agent without an id of its own gets.
  ///
  /// A UUID stands for itself. Otherwise the id is made of the first 16 bytes of the SHA-1 of the
  /// percent-encoded name, which `sha1` computes, marked as variant 2 and, unlike any standard version, as
  /// version 0.
  public static func derived(from name: String, sha1: (Span<UInt8>) -> [UInt8]) -> String {
    guard !isUUID(name) else { return name }
    let encoded = Array(PercentCoding.encodeURIComponent(name).utf8)
    var bytes = Array(sha1(encoded.span).prefix(16))
    precondition(bytes.count == 16, "a SHA-1 has 20 bytes")
    bytes[6] &= 0x0F
    bytes[8] = bytes[8] & 0x3F | 0x80
    return text(bytes)
  }

  /// The id under which an agent keeps a thing, such as its room for a channel.
  ///
  /// The agent's own id stands for itself; otherwise it is derived from both.
  public static func derived(
    from base: String, forAgent agentID: String, sha1: (Span<UInt8>) -> [UInt8]
  ) -> String {
    base == agentID ? agentID : derived(from: "\(base):\(agentID)", sha1: sha1)
  }

  /// Sixteen bytes as 8-4-4-4-12 digits.
  private static func text(_ bytes: [UInt8]) -> String {
    var output: [UInt8] = []
    output.reserveCapacity(36)
    for (position, byte) in bytes.enumerated() {
      if position == 4 || position == 6 || position == 8 || position == 10 {
        output.append(ASCII.minus)
      }
      output.append(Hex.digit(byte >> 4))
      output.append(Hex.digit(byte))
    }
    return String(decoding: output, as: UTF8.self)
  }
}
