/// A pattern that takes a clause apart: words, `*` for any run of words, `@name` for a word family.
///
/// Each element captures what it matched, numbered from 1, as in Weizenbaum's script.
struct Decomposition: Hashable, Sendable {
  enum Element: Hashable, Sendable {
    case word(String)
    case family(String)
    case anything
  }

  let elements: [Element]

  /// Reads a pattern such as `* i @need *`.
  init(_ pattern: String) {
    elements = pattern.split(separator: " ").map { part in
      if part == "*" { return .anything }
      return part.hasPrefix("@") ? .family(String(part.dropFirst())) : .word(String(part))
    }
  }

  /// The words behind each element, or nil when the pattern does not fit the whole clause.
  ///
  /// `*` takes as few words as it can. The work is bounded by the clause's length to the power of the
  /// number of `*`, which the script keeps at three or less.
  func match(_ words: [ElizaWord], families: [String: Set<String>]) -> [ArraySlice<ElizaWord>]? {
    var captures: [ArraySlice<ElizaWord>] = []
    captures.reserveCapacity(elements.count)
    return match(words[...], elements[...], families, &captures) ? captures : nil
  }

  private func match(
    _ words: ArraySlice<ElizaWord>, _ rest: ArraySlice<Element>, _ families: [String: Set<String>],
    _ captures: inout [ArraySlice<ElizaWord>]
  ) -> Bool {
    guard let element = rest.first else { return words.isEmpty }
    let lengths: ClosedRange<Int>
    switch element {
    case .anything:
      lengths = (rest.count == 1 ? words.count : 0)...words.count
    case .word(let word):
      guard words.first?.key == word else { return false }
      lengths = 1...1
    case .family(let name):
      guard let key = words.first?.key, families[name]?.contains(key) == true else { return false }
      lengths = 1...1
    }
    let depth = captures.count
    for length in lengths {
      captures.append(words.prefix(length))
      if match(words.dropFirst(length), rest.dropFirst(), families, &captures) { return true }
      captures.removeSubrange(depth...)
    }
    return false
  }
}
