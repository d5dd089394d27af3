extension Span<UInt8> {
  /// The index of the first line feed at or after `start`, looking at eight bytes a step.
  func firstLineFeed(from start: Int) -> Int? {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let pattern = ones &* 0x0A
    var index = start
    while count &- index >= 8 {
      let loaded = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
      let word = UInt64(littleEndian: loaded) ^ pattern
      let zeros = (word &- ones) & ~word & (ones << 7)
      if zeros != 0 { return index + zeros.trailingZeroBitCount / 8 }
      index &+= 8
    }
    while index < count {
      if self[index] == 0x0A { return index }
      index &+= 1
    }
    return nil
  }

  /// The index of the first control character at or after `start`, looking at eight bytes a step.
  func firstControl(from start: Int) -> Int? {
    let ones: UInt64 = 0x0101_0101_0101_0101
    var index = start
    while count &- index >= 8 {
      let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
      let deletes = word ^ (ones &* 0x7F)
      let low = (word &- ones &* 0x20) & ~word
      let delete = (deletes &- ones) & ~deletes
      if (low | delete) & (ones << 7) != 0 { break }
      index &+= 8
    }
    while index < count {
      if self[index] < 0x20 || self[index] == 0x7F { return index }
      index &+= 1
    }
    return nil
  }

  /// `range` without the spaces and tabs at both its ends.
  func trimmedRange(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, self[start].isBlank { start += 1 }
    while end > start, self[end - 1].isBlank { end -= 1 }
    return start..<end
  }

  /// Whether the bytes spell `text`, which must be in lower case, without regard to case.
  func matches(lowercase text: StaticString) -> Bool {
    guard count == text.utf8CodeUnitCount else { return false }
    return text.withUTF8Buffer { letters in
      for index in indices {
        guard unsafe self[index].lowercasedASCII == letters[index] else { return false }
      }
      return true
    }
  }

  /// Whether the bytes are exactly those of `text`.
  func equals(_ text: StaticString) -> Bool {
    guard count == text.utf8CodeUnitCount else { return false }
    return text.withUTF8Buffer { letters in
      for index in indices {
        guard unsafe self[index] == letters[index] else { return false }
      }
      return true
    }
  }
}
