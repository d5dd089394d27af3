import ElizaDomain

/// Finds the word somebody may have meant.
enum Nearest {
  /// The likest of `words`; nil when none is like it.
  static func word(to wrong: String, among words: [String]) -> String? {
    let typed = Array(wrong.lowercased().utf8)
    let shares = words.map { share(of: typed, Array($0.lowercased().utf8)) }
    guard let best = zip(shares, words).min(by: { $0.0 < $1.0 }), best.0 <= 0.5 else { return nil }
    return best.1
  }

  /// How different two words are; letters in the wrong order differ less than other letters.
  private static func share(of left: [UInt8], _ right: [UInt8]) -> Double {
    let share = EditDistance.share(of: left, right)
    return left.count == right.count && left.sorted() == right.sorted() ? share / 2 : share
  }

  /// `; did you mean 'text'? Allowed: text, path`.
  static func advice(for wrong: String, among words: [String], called title: String) -> String {
    let guess = word(to: wrong, among: words).map { "did you mean '\($0)'? \(title): " }
    let shown = words.count > 24 ? words.prefix(24) + ["…"] : words[...]
    return "; " + (guess ?? "\(title.lowercased()): ") + shown.joined(separator: ", ")
  }
}
