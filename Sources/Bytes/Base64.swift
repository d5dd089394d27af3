/// Base 64 in its two alphabets (RFC 4648 §4 and §5).
public enum Base64 {
  /// Which characters stand for 62 and 63, and whether `=` fills the last group.
  public enum Alphabet: Sendable {
    /// `+` and `/`, padded.
    case standard
    /// `-` and `_`, not padded.
    case url

    fileprivate var last: (UInt8, UInt8) {
      switch self {
      case .standard: (ASCII.plus, ASCII.slash)
      case .url: (ASCII.minus, 0x5F)
      }
    }
  }

  /// Appends `bytes`, encoded, to `output`.
  public static func encode(
    _ bytes: Span<UInt8>, as alphabet: Alphabet = .standard, to output: inout [UInt8]
  ) {
    output.append(addingCapacity: (bytes.count + 2) / 3 * 4) { output in
      var index = 0
      while index < bytes.count {
        let length = min(3, bytes.count - index)
        var group = UInt32(bytes[index]) << 16
        if length > 1 { group |= UInt32(bytes[index + 1]) << 8 }
        if length > 2 { group |= UInt32(bytes[index + 2]) }
        append(group, characters: length + 1, alphabet, to: &output)
        index += 3
      }
    }
  }

  /// The text for `bytes`.
  public static func encode(_ bytes: Span<UInt8>, as alphabet: Alphabet = .standard) -> String {
    var output: [UInt8] = []
    encode(bytes, as: alphabet, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  /// The bytes that `text` stands for, or nil when it is not base 64.
  ///
  /// Padding may be left out; when present it must be complete. Bits beyond the last byte must be zero;
  /// white space is refused.
  public static func decode(_ text: Span<UInt8>, as alphabet: Alphabet = .standard) -> [UInt8]? {
    let count = unpaddedCount(of: text)
    guard let count, count % 4 != 1 else { return nil }
    var output: [UInt8] = []
    output.reserveCapacity(count / 4 * 3 + 2)
    var bits: UInt32 = 0
    var width = 0
    for index in 0..<count {
      guard let value = value(of: text[index], alphabet) else { return nil }
      bits = bits << 6 | UInt32(value)
      width += 6
      if width >= 8 {
        width -= 8
        output.append(UInt8(truncatingIfNeeded: bits >> UInt32(width)))
        bits &= 1 << UInt32(width) - 1
      }
    }
    return bits == 0 ? output : nil
  }

  /// The bytes that `text` stands for, or nil when it is not base 64.
  public static func decode(_ text: String, as alphabet: Alphabet = .standard) -> [UInt8]? {
    let bytes = Array(text.utf8)
    return decode(bytes.span, as: alphabet)
  }

  private static func append(
    _ group: UInt32, characters: Int, _ alphabet: Alphabet, to output: inout OutputSpan<UInt8>
  ) {
    for index in 0..<4 {
      if index < characters {
        let value = UInt8(truncatingIfNeeded: group >> UInt32(18 - 6 * index)) & 0x3F
        output.append(character(for: value, alphabet))
      } else if alphabet == .standard {
        output.append(ASCII.equals)
      }
    }
  }

  private static func character(for value: UInt8, _ alphabet: Alphabet) -> UInt8 {
    switch value & 0x3F {
    case 62: alphabet.last.0
    case 63: alphabet.last.1
    case let index: unsafe characters.utf8Start[Int(index)]
    }
  }

  private static let characters: StaticString =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

  private static func value(of character: UInt8, _ alphabet: Alphabet) -> UInt8? {
    switch character {
    case 0x41...0x5A: character &- 0x41
    case 0x61...0x7A: character &- 0x61 &+ 26
    case ASCII.zero...ASCII.nine: character &- ASCII.zero &+ 52
    case alphabet.last.0: 62
    case alphabet.last.1: 63
    default: nil
    }
  }

  private static func unpaddedCount(of text: Span<UInt8>) -> Int? {
    var count = text.count
    while count > 0, text.count - count < 2, text[count - 1] == ASCII.equals { count -= 1 }
    return count == text.count || text.count.isMultiple(of: 4) ? count : nil
  }
}
