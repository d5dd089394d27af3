import Bytes

/// Searches and comparisons of the bytes of strings, eight at a time.
enum JSONText {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// The offset of the first quote, backslash, control or non-ASCII byte from `start` on, or the end.
  static func endOfPlain(in text: Span<UInt8>, from start: Int) -> Int {
    var index = start
    while index &+ 8 <= text.count {
      let word = load(text, index)
      let marks = special(word) | word & highs
      guard marks == 0 else { return index &+ marks.trailingZeroBitCount >> 3 }
      index &+= 8
    }
    while index < text.count, !needsEscape(text[index]), text[index] < 0x80 { index &+= 1 }
    return index
  }

  /// The offset of the first byte from `start` on that has to be escaped when written, or the end.
  static func endOfUnescaped(in text: Span<UInt8>, from start: Int) -> Int {
    var index = start
    while index &+ 8 <= text.count {
      let marks = special(load(text, index))
      guard marks == 0 else { return index &+ marks.trailingZeroBitCount >> 3 }
      index &+= 8
    }
    guard text.count &- start < 8 else { return endOfUnescapedTail(in: text) }
    while index < text.count, !needsEscape(text[index]) { index &+= 1 }
    return index
  }

  /// The same for the last eight bytes, of which those seen before are known to need no care.
  private static func endOfUnescapedTail(in text: Span<UInt8>) -> Int {
    let index = text.count &- 8
    let marks = special(load(text, index))
    return marks == 0 ? text.count : index &+ marks.trailingZeroBitCount >> 3
  }

  /// Whether both hold the same bytes.
  static func areEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    var index = 0
    while index &+ 8 <= left.count {
      guard load(left, index) == load(right, index) else { return false }
      index &+= 8
    }
    while index < left.count {
      guard left[index] == right[index] else { return false }
      index &+= 1
    }
    return true
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < ASCII.space || byte == ASCII.quote || byte == ASCII.backslash
  }

  /// The high bit of every byte below 0x20, `"` or `\`.
  ///
  /// Each term is the classic test for a byte less than n (here 0x20, or 1 after the exclusive or). A borrow can
  /// mark a byte wrongly only above one marked rightly, so the lowest mark is always right.
  private static func special(_ word: UInt64) -> UInt64 {
    let controls = (word &- ones &* 0x20) & ~word
    let quotes = word ^ (ones &* UInt64(ASCII.quote))
    let backslashes = word ^ (ones &* UInt64(ASCII.backslash))
    return (controls | (quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes) & highs
  }

  private static func load(_ text: Span<UInt8>, _ index: Int) -> UInt64 {
    // Little-endian, so that the lowest mark is the first byte on every machine.
    UInt64(
      littleEndian: unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
  }
}
