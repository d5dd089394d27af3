/// Percent-encoding of URIs (RFC 3986 §2.1).
public enum PercentCoding {
  /// The bytes with every `%XX` decoded once, or nil when a `%` is not followed by two digits.
  public static func decode(_ text: Span<UInt8>) -> [UInt8]? {
    var output: [UInt8] = []
    output.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      guard text[index] == ASCII.percent else {
        output.append(text[index])
        index += 1
        continue
      }
      guard index + 2 < text.count,
        let high = Hex.value(of: text[index + 1]), let low = Hex.value(of: text[index + 2])
      else { return nil }
      output.append(high << 4 | low)
      index += 3
    }
    return output
  }

  /// The text with every `%XX` decoded once, or nil when it is malformed or does not decode to UTF-8.
  ///
  /// This is JavaScript's `decodeURIComponent`, with nil where that throws.
  public static func decode(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    guard let decoded = decode(bytes.span) else { return nil }
    return String(validating: decoded, as: UTF8.self)
  }

  /// The text with everything but letters, digits and `-_.!~*'()` encoded, as in JavaScript.
  public static func encodeURIComponent(_ text: String) -> String {
    var output: [UInt8] = []
    for byte in text.utf8 {
      if isUnescaped(byte) {
        output.append(byte)
      } else {
        output.append(ASCII.percent)
        output.append(upperDigit(byte >> 4))
        output.append(upperDigit(byte))
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static func isUnescaped(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case 0x2D, 0x5F, 0x2E, 0x21, 0x7E, 0x2A, 0x27, 0x28, 0x29: true
    default: false
    }
  }

  private static func upperDigit(_ value: UInt8) -> UInt8 {
    let digit = Hex.digit(value)
    return digit >= 0x61 ? digit & 0xDF : digit
  }
}
