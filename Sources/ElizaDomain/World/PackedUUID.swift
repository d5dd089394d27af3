import Bytes

/// A UUID in lower case as its 16 bytes, so that comparing two of them looks at nothing else.
struct PackedUUID: Hashable {
  private let high: UInt64
  private let low: UInt64

  /// Packs a text of the form 8-4-4-4-12 with lower-case digits; nil for any other.
  init?(_ text: String) {
    guard text.utf8.count == 36 else { return nil }
    var text = text
    let words: (UInt64, UInt64)? = text.withUTF8 { bytes in
      guard unsafe PackedUUID.hasItsDashes(bytes) else { return nil }
      let bytes = UnsafeRawBufferPointer(bytes)
      // The groups of four digits are read in pairs, their dash left out.
      guard let first = Hex.word(of: unsafe PackedUUID.load(bytes, 0, 4)),
        let second = Hex.word(of: unsafe PackedUUID.load(bytes, 9, 14)),
        let third = Hex.word(of: unsafe PackedUUID.load(bytes, 19, 24)),
        let fourth = Hex.word(of: unsafe PackedUUID.load(bytes, 28, 32))
      else { return nil }
      return (
        UInt64(first) << 32 | UInt64(second), UInt64(third) << 32 | UInt64(fourth)
      )
    }
    guard let words else { return nil }
    (high, low) = words
  }

  private static func hasItsDashes(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    unsafe bytes[8] == ASCII.minus && bytes[13] == ASCII.minus && bytes[18] == ASCII.minus
      && bytes[23] == ASCII.minus
  }

  /// Four digits at each of two places.
  private static func load(_ bytes: UnsafeRawBufferPointer, _ one: Int, _ other: Int) -> UInt64 {
    let left = unsafe bytes.loadUnaligned(fromByteOffset: one, as: UInt32.self)
    let right = unsafe bytes.loadUnaligned(fromByteOffset: other, as: UInt32.self)
    return UInt64(UInt32(bigEndian: left)) << 32 | UInt64(UInt32(bigEndian: right))
  }
}
