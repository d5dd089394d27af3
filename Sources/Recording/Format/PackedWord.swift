/// A word of at most sixteen bytes as one number, to compare and look up without making a string.
enum PackedWord {
  /// The word in a part of a text; nil when it is longer.
  static func read(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt128? {
    guard range.count <= 16 else { return nil }
    var word: UInt128 = 0
    for index in range { word = word << 8 | UInt128(text[index]) }
    return word
  }

  static func of(_ text: String) -> UInt128 {
    text.utf8.prefix(16).reduce(0) { $0 << 8 | UInt128($1) }
  }

  static func text(_ word: UInt128) -> String {
    var bytes: [UInt8] = []
    var rest = word
    while rest > 0 {
      bytes.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
    return String(decoding: bytes.reversed(), as: UTF8.self)
  }
}
