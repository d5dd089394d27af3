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
      for position in 0..<36 {
        let isDash = position == 8 || position == 13 || position == 18 || position == 23
        let byte = unsafe bytes[position]
        guard isDash ? byte == UInt8(ascii: "-") : isHexadecimal(byte) else { return false }
      }
      return true
    }
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }
}
