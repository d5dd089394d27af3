/// The syntax rules of ids.
public enum Identifier {
  /// The id of the message server that always exists: the nil UUID.
  public static let defaultMessageServer = "00000000-0000-0000-0000-000000000000"

  /// Whether `text` has the form 8-4-4-4-12 of hexadecimal digits in either case.
  ///
  /// Version and variant are not looked at, so the nil UUID counts.
  public static func isUUID(_ text: String) -> Bool {
    let bytes = text.utf8
    guard bytes.count == 36 else { return false }
    var position = 0
    for byte in bytes {
      let isDash = position == 8 || position == 13 || position == 18 || position == 23
      guard isDash ? byte == UInt8(ascii: "-") : isHexadecimal(byte) else { return false }
      position += 1
    }
    return true
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
