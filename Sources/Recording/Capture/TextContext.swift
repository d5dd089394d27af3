import Bytes

/// Tells what an id within a text is the id of, by what stands before it.
enum TextContext {
  /// The kind told by `"key":"`, `key=` or `/segment/` right before `index`; nil when nothing is.
  static func kind(in bytes: [UInt8], before index: Int) -> String? {
    var end = index
    if end > 0, bytes[end - 1] == ASCII.slash {
      return word(in: bytes, before: end - 1).flatMap { IdentifierKind.inPath(after: $0) }
    }
    if end > 0, bytes[end - 1] == ASCII.equals {
      return word(in: bytes, before: end - 1).flatMap { IdentifierKind.named(by: $0) }
    }
    while end > 0, isFiller(bytes[end - 1]), index - end < 8 { end -= 1 }
    guard bytes[end..<index].contains(ASCII.colon) else { return nil }
    return word(in: bytes, before: end).flatMap { IdentifierKind.named(by: $0) }
  }

  private static func isFiller(_ byte: UInt8) -> Bool {
    byte == ASCII.quote || byte == ASCII.backslash || byte == ASCII.colon || byte == ASCII.space
  }

  private static func word(in bytes: [UInt8], before end: Int) -> String? {
    var start = end
    while start > 0, bytes[start - 1].isWord, end - start < 40 { start -= 1 }
    return start < end ? String(decoding: bytes[start..<end], as: UTF8.self) : nil
  }
}
