/// All that an ELIZA knows: keywords, substitutions, word families, memory and last resorts.
public struct ElizaScript: Sendable {
  /// The keywords by their word.
  let keywords: [String: ElizaKeyword]

  /// Words replaced before keywords are looked for, such as contractions; a value may be several words.
  let preparations: [String: [ElizaWord]]

  /// Pairs of words, or single ones, that change sides when a capture is said back: `i am`, `your`.
  let reflections: [String: String]

  /// Words that mean the same to a pattern, by family.
  let families: [String: Set<String>]

  /// The keyword whose clauses are remembered.
  let memoryKeyword: String

  /// How a remembered clause is brought up later.
  let memories: [ElizaRule]

  /// The answers when nothing else applies; they take turns.
  let lastResorts: [Reassembly]

  /// What ELIZA says first when a conversation opens.
  public let greeting: String

  init(
    keywords: [ElizaKeyword], preparations: [String: String], reflections: [String: String],
    families: [String: Set<String>], memoryKeyword: String,
    memories: KeyValuePairs<String, [String]>, lastResorts: [String], greeting: String
  ) {
    self.keywords = Dictionary(
      keywords.map { ($0.word, $0) }, uniquingKeysWith: { first, _ in first })
    self.preparations = preparations.mapValues { $0.split(separator: " ").map { ElizaWord($0) } }
    self.reflections = reflections
    self.families = families
    self.memoryKeyword = memoryKeyword
    self.memories = memories.map { ElizaRule($0.key, $0.value) }
    self.lastResorts = lastResorts.map(Reassembly.init)
    self.greeting = greeting
  }
}
