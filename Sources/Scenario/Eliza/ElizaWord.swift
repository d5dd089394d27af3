/// One word of a message: as it was written, and as it is compared.
struct ElizaWord: Hashable, Sendable {
  /// The word with the writer's capitals.
  let written: String

  /// The word in small letters, with a plain apostrophe.
  let key: String

  init(_ written: some StringProtocol) {
    self.written = String(written)
    key = self.written.lowercased().replacingTypographicApostrophes
  }
}

extension ElizaWord {
  /// The clauses of a message, each a list of words; punctuation separates clauses.
  ///
  /// At most `limit` words are looked at, so that a huge message costs no more than a long one.
  static func clauses(of text: String, limit: Int) -> [[ElizaWord]] {
    var clauses: [[ElizaWord]] = [[]]
    var word = ""
    var count = 0
    func endWord() {
      let bare = word.trimmedOfApostrophes
      if !bare.isEmpty { clauses[clauses.count - 1].append(ElizaWord(bare)) }
      if !bare.isEmpty { count += 1 }
      word = ""
    }
    for character in text.prefix(limit * 16) {
      guard count < limit else { break }
      if character.isPartOfWord {
        word.append(character)
        continue
      }
      endWord()
      if character.endsClause { clauses.append([]) }
    }
    if count < limit { endWord() }
    return clauses.filter { !$0.isEmpty }
  }
}

extension Character {
  fileprivate var isPartOfWord: Bool {
    isLetter || isNumber || self == "'" || self == "’" || self == "_" || self == "-" || self == "+"
      || self == "#" || self == "/"
  }

  fileprivate var endsClause: Bool {
    self == "." || self == "," || self == "?" || self == "!" || self == ";" || self == ":"
      || isNewline
  }
}

extension String {
  fileprivate var replacingTypographicApostrophes: String {
    contains("’") ? String(map { $0 == "’" ? "'" : $0 }) : self
  }

  fileprivate var trimmedOfApostrophes: Substring {
    let quotes: (Character) -> Bool = { $0 == "'" || $0 == "’" || $0 == "-" || $0 == "/" }
    let opened = drop(while: quotes)
    guard let last = opened.lastIndex(where: { !quotes($0) }) else { return "" }
    return opened[...last]
  }
}
