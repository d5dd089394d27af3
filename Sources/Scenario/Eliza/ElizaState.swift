/// What one conversation with ELIZA has left behind; a value, so that it can be kept, copied, compared.
public struct ElizaState: Hashable, Sendable {
  /// The most remembered clauses that wait to be brought up.
  static let memoryLimit = 16
  /// The most UTF-8 bytes of a sentence that is remembered.
  static let sentenceLimit = 4_096

  /// How often each list of answers has been used, by a key that names the list.
  private var turns: [String: Int] = [:]

  /// Finished sentences about what was said before, oldest first.
  private(set) var memories: [String] = []

  /// Weizenbaum's counter: memories come up only at every fourth message.
  private(set) var counter = 0

  /// Where each rotation begins.
  private let start: Int

  /// Makes the state of a new conversation; `start` shifts where the rotations of answers begin.
  public init(start: Int = 0) {
    self.start = max(start, 0)
  }

  /// Takes the next of `count` answers that take turns under `key`; zero when there is none.
  mutating func turn(_ key: String, of count: Int) -> Int {
    guard count > 0 else { return 0 }
    let used = turns[key, default: start % count]
    turns[key] = (used + 1) % count
    return used % count
  }

  mutating func beginMessage() {
    counter = counter % 4 + 1
  }

  mutating func remember(_ sentence: String) {
    guard memories.count < Self.memoryLimit, sentence.utf8.count <= Self.sentenceLimit else {
      return
    }
    memories.append(sentence)
  }

  mutating func recall() -> String? {
    guard counter == 4, !memories.isEmpty else { return nil }
    return memories.removeFirst()
  }
}
