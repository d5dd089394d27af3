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

    /// All 64 characters in order.
    fileprivate var characters: UnsafePointer<UInt8> {
      let text: StaticString =
        switch self {
        case .standard: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        case .url: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
        }
      return unsafe text.utf8Start
    }
  }

  /// Appends `bytes`, encoded, to `output`.
  public static func encode(
    _ bytes: Span<UInt8>, as alphabet: Alphabet = .standard, to output: inout [UInt8]
  ) {
    output.append(addingCapacity: (bytes.count + 2) / 3 * 4) { output in
      encode(bytes, as: alphabet, to: &output)
    }
  }

  /// Appends `bytes`, encoded: four characters for every three of them or less.
  ///
  /// Traps when there is not enough room.
  public static func encode(
    _ bytes: Span<UInt8>, as alphabet: Alphabet = .standard, to output: inout OutputSpan<UInt8>
  ) {
    let characters = unsafe alphabet.characters
    var index = 0
    while bytes.count &- index >= 3 {
      let group =
        UInt32(bytes[index]) << 16 | UInt32(bytes[index &+ 1]) << 8 | UInt32(bytes[index &+ 2])
      output.append(unsafe characters[Int(group >> 18)])
      output.append(unsafe characters[Int(group >> 12 & 0x3F)])
      output.append(unsafe characters[Int(group >> 6 & 0x3F)])
      output.append(unsafe characters[Int(group & 0x3F)])
      index &+= 3
    }
    guard index < bytes.count else { return }
    let isPair = bytes.count &- index == 2
    let group = UInt32(bytes[index]) << 16 | (isPair ? UInt32(bytes[index &+ 1]) << 8 : 0)
    output.append(unsafe characters[Int(group >> 18)])
    output.append(unsafe characters[Int(group >> 12 & 0x3F)])
    if isPair { output.append(unsafe characters[Int(group >> 6 & 0x3F)]) }
    if alphabet == .standard { output.append(repeating: ASCII.equals, count: isPair ? 1 : 2) }
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
