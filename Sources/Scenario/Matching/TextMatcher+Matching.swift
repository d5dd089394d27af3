extension TextMatcher {
  /// Whether it holds; what expressions find is added to `captures`.
  func holds(for text: MatchText, _ captures: inout Captures) -> Bool {
    switch self {
    case .equals(let wanted): return text.collapsed == MatchText.collapse(wanted)
    case .contains(let part):
      return text.folded.contains(MatchText.collapse(part).lowercased())
    case .any(let matchers):
      return matchers.contains { $0.holds(for: text, &captures) }
    case .regex(let pattern):
      guard let match = pattern.firstMatch(in: text.trimmed) else { return false }
      captures.add(match)
      return true
    }
  }

  /// What it asks for, in words.
  var words: String {
    switch self {
    case .equals(let text): "'\(text)'"
    case .contains(let part): "something with '\(part)' in it"
    case .any(let matchers): matchers.map(\.words).joined(separator: " or ")
    case .regex(let pattern): "something like /\(pattern.source)/"
    }
  }
}
