/// Hexadecimal digits (RFC 4648 §8).
public enum Hex {
  /// The lower-case digit for the low four bits of `value`.
  public static func digit(_ value: UInt8) -> UInt8 {
    let nibble = value & 0x0F
    return nibble < 10 ? ASCII.zero &+ nibble : 0x57 &+ nibble
  }

  /// The value of a digit of either case, or nil.
  public static func value(of digit: UInt8) -> UInt8? {
    if ASCII.isDigit(digit) { return digit &- ASCII.zero }
    let letter = digit | 0x20
    return letter >= 0x61 && letter <= 0x66 ? letter &- 0x57 : nil
  }

  /// The eight lower-case digits of a word as eight bytes, the first digit in the most significant one.
  public static func digits(of word: UInt32) -> UInt64 {
    var spread = UInt64(word)
    spread = (spread | spread << 16) & 0x0000_FFFF_0000_FFFF
    spread = (spread | spread << 8) & 0x00FF_00FF_00FF_00FF
    spread = (spread | spread << 4) & 0x0F0F_0F0F_0F0F_0F0F
    let isLetter = (spread &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
    return spread &+ 0x3030_3030_3030_3030 &+ isLetter &* 0x27
  }

  /// The word that eight bytes are the lower-case digits of, or nil when one of them is anything else.
  public static func word(of digits: UInt64) -> UInt32? {
    let isLetter = digits >> 6 & 0x0101_0101_0101_0101
    var packed = (digits & 0x0F0F_0F0F_0F0F_0F0F &+ isLetter &* 9) & 0x0F0F_0F0F_0F0F_0F0F
    packed = (packed | packed >> 4) & 0x00FF_00FF_00FF_00FF
    packed = (packed | packed >> 8) & 0x0000_FFFF_0000_FFFF
    let word = UInt32(truncatingIfNeeded: packed | packed >> 16)
    // What is no digit comes back as another byte.
    return Hex.digits(of: word) == digits ? word : nil
  }

  /// Two lower-case digits for every byte.
  public static func encode(_ bytes: Span<UInt8>) -> String {
    var digits: [UInt8] = []
    digits.reserveCapacity(bytes.count &* 2)
    for index in bytes.indices {
      digits.append(digit(bytes[index] >> 4))
      digits.append(digit(bytes[index]))
    }
    return String(decoding: digits, as: UTF8.self)
  }

  /// The bytes that pairs of digits of either case stand for, or nil when the text is anything else.
  public static func decode(_ text: String) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 2)
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = value(of: digits[index]), let low = value(of: digits[index + 1]) else {
        return nil
      }
      bytes.append(high << 4 | low)
    }
    return bytes
  }
}
