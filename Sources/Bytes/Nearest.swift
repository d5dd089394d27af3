/// Finds the word somebody may have meant.
public enum Nearest {
  /// The bytes of a word that count.
  private static let length = 64

  /// The likest of `words`, in any case of its letters; nil when more than the part `tolerance` of each, from 0 to 1,
  /// differs.
  public static func word(
    to wrong: String, among words: [String], tolerance: Double = 0.5
  ) -> String? {
    self.words(to: wrong, among: words, tolerance: tolerance).first
  }

  /// All of `words` that are so like, the likest first.
  public static func words(
    to wrong: String, among words: [String], tolerance: Double = 0.5
  ) -> [String] {
    ranked(words, by: wrong).filter { $0.share <= tolerance }.map(\.word)
  }

  /// `words` in the order of their likeness to `wrong`, the likest first, those that are alike by name.
  public static func sorted(_ words: [String], by wrong: String) -> [String] {
    ranked(words.sorted(), by: wrong).map(\.word)
  }

  /// `; did you mean 'text'? Allowed: text, path`.
  public static func advice(
    for wrong: String, among words: [String], called title: String
  ) -> String {
    advice(meaning: word(to: wrong, among: words), among: words, called: title)
  }

  /// The same where it has been found out which of `words` was meant; nil when none is like it.
  public static func advice(
    meaning meant: String?, among words: [String], called title: String
  ) -> String {
    let guess = meant.map { "did you mean '\($0)'? \(title): " }
    let shown = words.count > 24 ? words.prefix(24) + ["…"] : words[...]
    return "; " + (guess ?? "\(title.lowercased()): ") + shown.joined(separator: ", ")
  }

  /// Sorting keeps the order of words that are as like.
  private static func ranked(
    _ words: [String], by wrong: String
  ) -> [(word: String, share: Double)] {
    let typed = Array(wrong.lowercased().utf8.prefix(length))
    return words.map { word in
      (word, share(of: typed, Array(word.lowercased().utf8.prefix(length))))
    }.sorted { $0.share < $1.share }
  }

  /// How different two words are; letters in the wrong order differ less than other letters.
  private static func share(of left: [UInt8], _ right: [UInt8]) -> Double {
    let share = EditDistance.share(of: left, right)
    return left.count == right.count && left.sorted() == right.sorted() ? share / 2 : share
  }
}
