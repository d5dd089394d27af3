import Bytes

/// The syntax rules of ids.
public enum Identifier {
  /// The id of the message server that always exists: the nil UUID.
  public static let defaultMessageServer = "00000000-0000-0000-0000-000000000000"

  /// Whether `text` has the form 8-4-4-4-12 of hexadecimal digits in either case.
  ///
  /// Version and variant are not looked at, so the nil UUID counts.
  public static func isUUID(_ text: String) -> Bool {
    guard text.utf8.count == 36 else { return false }
    var text = text
    return text.withUTF8 { bytes in
      for dash in [8, 13, 18, 23] where unsafe bytes[dash] != ASCII.minus { return false }
      // The groups of four digits are looked at in pairs, their dash left out.
      let bytes = UnsafeRawBufferPointer(bytes)
      return unsafe areDigits(bytes, 0, 4) && areDigits(bytes, 9, 14) && areDigits(bytes, 19, 24)
        && areDigits(bytes, 28, 32)
    }
  }

  /// Whether there are four digits at each of two places.
  private static func areDigits(_ bytes: UnsafeRawBufferPointer, _ one: Int, _ other: Int) -> Bool {
    let left = unsafe bytes.loadUnaligned(fromByteOffset: one, as: UInt32.self)
    let right = unsafe bytes.loadUnaligned(fromByteOffset: other, as: UInt32.self)
    let word = UInt64(left) << 32 | UInt64(right)
    // Letters become small ones; nothing else becomes a letter by it.
    return Hex.word(of: word | (word >> 1 & 0x2020_2020_2020_2020)) != nil
  }
}
