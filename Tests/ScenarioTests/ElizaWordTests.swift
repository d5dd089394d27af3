import Testing

@testable import Scenario

@Suite struct ElizaWordTests {
  private func words(_ text: String, limit: Int = 100) -> [[String]] {
    ElizaWord.clauses(of: text, limit: limit).map { $0.map(\.written) }
  }

  @Test func `punctuation separates clauses`() {
    #expect(words("Hello, who are you?") == [["Hello"], ["who", "are", "you"]])
    #expect(words("...!?") == [])
    #expect(words("line one\nline two") == [["line", "one"], ["line", "two"]])
  }

  @Test func `keeps letters of every script and marks inside words`() {
    #expect(words("Naïve café ☕ — 日本語 🎉") == [["Naïve", "café", "日本語"]])
    #expect(words("'quoted' I’m C++ don't") == [["quoted", "I’m", "C++", "don't"]])
    #expect(ElizaWord("I’M").key == "i'm")
  }

  @Test func `looks at no more words than allowed`() {
    #expect(words("a b c d", limit: 2) == [["a", "b"]])
    #expect(words("a b", limit: 2) == [["a", "b"]])
    #expect(words(String(repeating: "x", count: 100_000), limit: 10)[0][0].count == 160)
  }
}
