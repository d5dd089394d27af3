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
      let marks = (special(word) | word) & highs
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
      let marks = escaped(load(text, index))
      guard marks == 0 else { return index &+ marks.trailingZeroBitCount >> 3 }
      index &+= 8
    }
    if index > start {
      // The last eight bytes once more, of which those seen before are known to need no care.
      let marks = escaped(load(text, text.count &- 8))
      return marks == 0 ? text.count : text.count &- 8 &+ marks.trailingZeroBitCount >> 3
    }
    while index < text.count, !needsEscape(text[index]) { index &+= 1 }
    return index
  }

  /// Whether both hold the same bytes.
  static func areEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
    let count = left.count
    guard count == right.count else { return false }
    guard count >= 8 else {
      for index in 0..<count where left[index] != right[index] { return false }
      return true
    }
    var index = 0
    while index < count &- 8 {
      guard load(left, index) == load(right, index) else { return false }
      index &+= 8
    }
    return load(left, count &- 8) == load(right, count &- 8)
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < ASCII.space || byte == ASCII.quote || byte == ASCII.backslash
  }

  /// Marks in the high bit every ASCII byte that has to be escaped; what it says of others means nothing.
  ///
  /// With bit 1 flipped, the quote and all controls are the bytes below 0x21; with the bits of the backslash
  /// flipped, that is the one below 1. Subtracting borrows into the high bit. A borrow can mark the next byte
  /// wrongly as well, but only above one marked rightly, so the lowest mark is always right.
  private static func special(_ word: UInt64) -> UInt64 {
    let quotes = (word ^ ones &* 0x02) &- ones &* 0x21
    let backslashes = (word ^ ones &* UInt64(ASCII.backslash)) &- ones
    return quotes | backslashes
  }

  private static func escaped(_ word: UInt64) -> UInt64 {
    special(word) & ~word & highs
  }

  private static func load(_ text: Span<UInt8>, _ index: Int) -> UInt64 {
    // Little-endian, so that the lowest mark is the first byte on every machine.
    UInt64(
      littleEndian: unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
  }
}
