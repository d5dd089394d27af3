/// How many columns of a terminal text takes.
enum TextWidth {
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
    0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF,
    0x20000...0x3FFFD,
  ]

  static func of(_ text: some Sequence<Character>) -> Int {
    text.reduce(0) { $0 + of($1) }
  }

  private static func of(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    let isWide =
      wide.contains { $0.contains(scalar.value) } || scalar.properties.isEmojiPresentation
    return isWide ? 2 : 1
  }

  /// What fits into `width` columns; colours take none and are ended.
  static func cut(_ text: String, to width: Int) -> String {
    var column = 0
    var output = ""
    var isEscape = false
    for character in text {
      if character == "\u{1B}" { isEscape = true }
      if isEscape {
        output.append(character)
        if character.isLetter { isEscape = false }
        continue
      }
      column += of(character)
      guard column <= width else { return output + (text.contains("\u{1B}") ? "\u{1B}[0m" : "") }
      output.append(character)
    }
    return output
  }

  /// The text in rows of at most `width` columns.
  static func wrapped(_ text: String, to width: Int) -> [String] {
    var rows: [String] = []
    var row = ""
    var column = 0
    for character in text where character != "\u{1B}" {
      let size = of(character)
      if column + size > width {
        rows.append(row)
        (row, column) = ("", 0)
      }
      row.append(character)
      column += size
    }
    return rows + [row]
  }
}
