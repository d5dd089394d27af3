/// A text as matchers look at it.
struct MatchText {
  /// Without white space at the ends; what expressions see.
  let trimmed: String
  /// With every run of white space as one space.
  let collapsed: String
  /// The same in small letters.
  let folded: String

  init(_ text: String) {
    trimmed = text.trimmed
    collapsed = MatchText.collapse(trimmed)
    folded = collapsed.lowercased()
  }

  static func collapse(_ text: String) -> String {
    var result = ""
    var isPending = false
    for character in text {
      if character.isWhitespace {
        isPending = !result.isEmpty
      } else {
        if isPending { result.append(" ") }
        isPending = false
        result.append(character)
      }
    }
    return result
  }
}
