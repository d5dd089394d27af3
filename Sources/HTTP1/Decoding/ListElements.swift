/// Walks the elements of a comma-separated list field (RFC 9110 §5.6.1).
///
/// Empty elements are skipped and white space around an element is not part of it. Quoted strings are
/// not understood: the fields this is used for hold tokens only.
struct ListElements {
  private var position = 0

  /// The range of the next element in `value`, or nil at the end.
  mutating func next(in value: Span<UInt8>) -> Range<Int>? {
    while position < value.count {
      var end = position
      while end < value.count, value[end] != 0x2C { end += 1 }
      let element = value.trimmedRange(position..<end)
      position = end + 1
      if !element.isEmpty { return element }
    }
    return nil
  }
}
