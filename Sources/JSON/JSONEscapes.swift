import Bytes

/// The escapes inside JSON strings (RFC 8259 §7), on text the parser has accepted.
enum JSONEscapes {
  /// The content of a string with its escapes resolved; lone surrogates become U+FFFD.
  static func unescape(_ content: Span<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(content.count)
    var index = 0
    while index < content.count {
      let byte = content[index]
      index += 1
      guard byte == ASCII.backslash, index < content.count else {
        output.append(byte)
        continue
      }
      let escape = content[index]
      index += 1
      if escape == 0x75 {
        output.append(contentsOf: String(character(in: content, after: &index)).utf8)
      } else {
        output.append(plain(escape))
      }
    }
    return output
  }

  /// The byte that a one-letter escape stands for.
  private static func plain(_ escape: UInt8) -> UInt8 {
    switch escape {
    case 0x62: 0x08
    case 0x66: 0x0C
    case 0x6E: ASCII.lineFeed
    case 0x72: ASCII.carriageReturn
    case 0x74: ASCII.tab
    default: escape
    }
  }

  /// The character whose first four digits start at `index`, which moves past all that belongs to it.
  private static func character(
    in content: Span<UInt8>, after index: inout Int
  ) -> Unicode.Scalar {
    let first = codeUnit(in: content, at: index)
    index += 4
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, index + 6 <= content.count,
      content[index] == ASCII.backslash, content[index + 1] == 0x75
    else { return "\u{FFFD}" }
    let second = codeUnit(in: content, at: index + 2)
    guard second >= 0xDC00, second < 0xE000 else { return "\u{FFFD}" }
    index += 6
    return Unicode.Scalar(0x10000 + (first & 0x3FF) << 10 + (second & 0x3FF)) ?? "\u{FFFD}"
  }

  private static func codeUnit(in content: Span<UInt8>, at index: Int) -> UInt32 {
    var value: UInt32 = 0
    for offset in index..<min(index + 4, content.count) {
      value = value << 4 | UInt32(Hex.value(of: content[offset]) ?? 0)
    }
    return value
  }
}
