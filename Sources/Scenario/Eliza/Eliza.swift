/// Joseph Weizenbaum's conversation method of 1966: keywords, decomposition, reassembly, memory.
///
/// The words of a message are scanned for keywords, the highest in rank first. The keyword's patterns
/// are tried in order; the first that fits takes the clause apart, and one of its answers, which take
/// turns, is put together from the pieces, with *I* and *you* exchanged. Clauses with the memory
/// keyword are kept and brought up when a later message offers nothing. The same script, state and
/// message always give the same answer.
public struct Eliza: Sendable {
  /// The most words of a message that are looked at.
  static let wordLimit = 240

  /// The most gotos that one answer follows, so that a script that goes in circles ends.
  private static let gotoLimit = 8

  /// The script this ELIZA follows.
  public let script: ElizaScript

  /// Makes an ELIZA that follows `script`.
  public init(script: ElizaScript = .builtIn) {
    self.script = script
  }

  /// The answer to one message; `state` is the conversation so far and moves on.
  public func reply(to text: String, state: inout ElizaState) -> String {
    state.beginMessage()
    let (clause, candidates) = bestClause(of: text)
    remember(clause, &state)
    for keyword in candidates {
      if let answer = answer(to: clause, keyword, &state) { return answer }
    }
    return state.recall() ?? lastResort(&state)
  }

  /// The clause with the highest keyword, the first of equals; a greeting must not hide a question.
  private func bestClause(of text: String) -> ([ElizaWord], [ElizaKeyword]) {
    var best: ([ElizaWord], [ElizaKeyword]) = ([], [])
    for clause in ElizaWord.clauses(of: text, limit: Self.wordLimit).map(prepared) {
      let found = keywords(in: clause)
      if let rank = found.first?.rank, rank > best.1.first?.rank ?? .min { best = (clause, found) }
    }
    return best
  }

  private func prepared(_ clause: [ElizaWord]) -> [ElizaWord] {
    clause.flatMap { script.preparations[$0.key] ?? [$0] }
  }

  /// The clause's keywords, each once, by rank and then by place.
  private func keywords(in clause: [ElizaWord]) -> [ElizaKeyword] {
    var seen: Set<String> = []
    let found = clause.compactMap { word in
      seen.insert(word.key).inserted ? script.keywords[word.key] : nil
    }
    return found.enumerated().sorted { left, right in
      left.element.rank == right.element.rank
        ? left.offset < right.offset : left.element.rank > right.element.rank
    }.map(\.element)
  }

  private func answer(
    to clause: [ElizaWord], _ keyword: ElizaKeyword, _ state: inout ElizaState
  ) -> String? {
    var keyword = keyword
    for _ in 0..<Self.gotoLimit {
      guard let (rule, index, captures) = firstFit(clause, keyword.rules) else { return nil }
      let turn = state.turn("\(keyword.word)/\(index)", of: rule.answers.count)
      guard turn < rule.answers.count else { return nil }
      switch rule.answers[turn] {
      case .sentence(let parts): return sentence(parts, captures)
      case .nextKeyword: return nil
      case .goto(let word):
        guard let next = script.keywords[word] else { return nil }
        keyword = next
      }
    }
    return nil
  }

  private func firstFit(
    _ clause: [ElizaWord], _ rules: [ElizaRule]
  ) -> (ElizaRule, Int, [ArraySlice<ElizaWord>])? {
    for (index, rule) in rules.enumerated() {
      if let captures = rule.pattern.match(clause, families: script.families) {
        return (rule, index, captures)
      }
    }
    return nil
  }

  private func remember(_ clause: [ElizaWord], _ state: inout ElizaState) {
    guard clause.contains(where: { $0.key == script.memoryKeyword }),
      let (rule, index, captures) = firstFit(clause, script.memories)
    else { return }
    let turn = state.turn("memory/\(index)", of: rule.answers.count)
    guard turn < rule.answers.count, case .sentence(let parts) = rule.answers[turn] else { return }
    state.remember(sentence(parts, captures))
  }

  private func lastResort(_ state: inout ElizaState) -> String {
    let turn = state.turn("none", of: script.lastResorts.count)
    guard turn < script.lastResorts.count, case .sentence(let parts) = script.lastResorts[turn]
    else { return script.greeting }
    return sentence(parts, [])
  }

  private func sentence(_ parts: [Reassembly.Part], _ captures: [ArraySlice<ElizaWord>]) -> String {
    var result = ""
    for part in parts {
      switch part {
      case .text(let text): result += text
      case .capture(let number):
        let words = captures.indices.contains(number - 1) ? captures[number - 1] : []
        if words.isEmpty, result.last == " " { result.removeLast() }
        result += script.reflected(words)
      }
    }
    return result.prefix(1).uppercased() + result.dropFirst()
  }
}
