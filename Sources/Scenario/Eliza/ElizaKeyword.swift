/// A word that ELIZA reacts to; where several occur, the highest rank is answered.
struct ElizaKeyword: Hashable, Sendable {
  let word: String
  let rank: Int
  let rules: [ElizaRule]

  /// Makes a keyword from its patterns, tried in the order given.
  init(_ word: String, rank: Int = 0, _ rules: KeyValuePairs<String, [String]>) {
    self.word = word
    self.rank = rank
    self.rules = rules.map { ElizaRule($0.key, $0.value) }
  }
}
