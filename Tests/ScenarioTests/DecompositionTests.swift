import Testing

@testable import Scenario

@Suite struct DecompositionTests {
  private let families: [String: Set<String>] = ["need": ["need", "want"]]

  private func captures(_ pattern: String, _ text: String) -> [String]? {
    let words = ElizaWord.clauses(of: text, limit: 100).flatMap(\.self)
    return Decomposition(pattern).match(words, families: families)?.map { capture in
      capture.map(\.written).joined(separator: " ")
    }
  }

  @Test func `takes a clause apart`() {
    #expect(
      captures("* i @need *", "Today I want a Rest") == ["Today", "I", "want", "a Rest"])
    #expect(captures("i * you", "i see you") == ["i", "see", "you"])
    #expect(captures("*", "") == [""])
  }

  @Test func `a wildcard takes as little as it can`() {
    #expect(captures("* you *", "you and you") == ["", "you", "and you"])
    #expect(captures("* you", "you and you") == ["you and", "you"])
  }

  @Test func `fits only the whole clause`() {
    #expect(captures("yes", "yes please") == nil)
    #expect(captures("* i @need *", "i see you") == nil)
    #expect(captures("i", "") == nil)
    #expect(captures("@unknown", "i") == nil)
  }

  @Test func `a hostile clause ends in bounded time`() {
    let words = String(repeating: "a ", count: 240)
    #expect(captures("* a * b", words) == nil)
  }
}
