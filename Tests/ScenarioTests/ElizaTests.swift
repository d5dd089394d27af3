import Testing

@testable import Scenario

@Suite struct ElizaTests {
  private func script(
    _ keywords: [ElizaKeyword], preparations: [String: String] = [:],
    reflections: [String: String] = [:], memories: KeyValuePairs<String, [String]> = [:]
  ) -> Eliza {
    Eliza(
      script: ElizaScript(
        keywords: keywords, preparations: preparations, reflections: reflections, families: [:],
        memoryKeyword: "my", memories: memories, lastResorts: ["First.", "Second."],
        greeting: "Hello."))
  }

  private func converse(_ eliza: Eliza, _ messages: [String], start: Int = 0) -> [String] {
    var state = ElizaState(start: start)
    return messages.map { eliza.reply(to: $0, state: &state) }
  }

  @Test func `answers take turns, each list on its own`() {
    let eliza = script([
      ElizaKeyword("a", ["a": ["A1.", "A2."], "*": ["Other."]]), ElizaKeyword("b", ["*": ["B1."]]),
    ])
    #expect(
      converse(eliza, ["a", "b", "a", "a", "x a"]) == ["A1.", "B1.", "A2.", "A1.", "Other."])
  }

  @Test func `the highest rank wins, the first of equals, a clause before the rest`() {
    let eliza = script([
      ElizaKeyword("low", rank: 1, ["*": ["Low."]]),
      ElizaKeyword("high", rank: 2, ["*": ["High."]]),
      ElizaKeyword("same", rank: 1, ["*": ["Same."]]),
    ])
    #expect(
      converse(eliza, ["low high", "same low", "low, high", "low, same"])
        == ["High.", "Same.", "High.", "Low."])
  }

  @Test func `captures come back reflected`() {
    let eliza = script(
      [ElizaKeyword("that", ["* that *": ["Why (3)?"]])],
      reflections: ["i": "you", "my": "your", "you are": "I am", "you": "I", "i am": "you are"])
    #expect(
      converse(
        eliza,
        ["say that I lost my Key", "that you are I", "that I like you", "that you like it", "that"])
        == [
          "Why you lost your Key?", "Why I am you?", "Why you like me?", "Why I like it?", "Why?",
        ])
  }

  @Test func `preparations happen before keywords are looked for`() {
    let eliza = script(
      [ElizaKeyword("am", ["* am *": ["Are you (3)?"]])], preparations: ["i'm": "I am"])
    #expect(converse(eliza, ["I’m fine"]) == ["Are you fine?"])
  }

  @Test func `a goto and the next keyword are followed`() {
    let eliza = script([
      ElizaKeyword("a", rank: 2, ["*": ["=b", "=", "A."]]),
      ElizaKeyword("b", rank: 1, ["*": ["B."]]),
      ElizaKeyword("c", ["*": ["C."]]),
    ])
    #expect(converse(eliza, ["a c", "a c", "a c"]) == ["B.", "C.", "A."])
  }

  @Test func `a script that goes in circles ends with a last resort`() {
    let eliza = script([
      ElizaKeyword("a", ["*": ["=b"]]), ElizaKeyword("b", ["*": ["=a"]]),
      ElizaKeyword("gone", ["*": ["=nowhere"]]), ElizaKeyword("void", ["*": []]),
    ])
    #expect(converse(eliza, ["a", "gone", "void"]) == ["First.", "Second.", "First."])
  }

  @Test func `a memory comes up at a fourth message without a keyword`() {
    let eliza = script(
      [ElizaKeyword("my", ["*": ["Mine."]])], memories: ["* my *": ["Back to your (3)."]])
    #expect(
      converse(eliza, ["my cat", "x", "my dog", "x", "x", "x", "x", "x", "x", "x", "x", "x"])
        == [
          "Mine.", "First.", "Mine.", "Back to your cat.", "Second.", "First.", "Second.",
          "Back to your dog.", "First.", "Second.", "First.", "Second.",
        ])
  }

  @Test func `memories are bounded`() {
    let eliza = script([ElizaKeyword("my", ["*": ["M."]])], memories: ["*": ["(1)"]])
    var state = ElizaState()
    for number in 0..<1_000 { _ = eliza.reply(to: "my \(number)", state: &state) }
    #expect(state.memories.count == ElizaState.memoryLimit)
  }

  @Test func `a sentence longer than anybody's is not remembered`() {
    var state = ElizaState()
    state.remember(String(repeating: "x", count: ElizaState.sentenceLimit + 1))
    #expect(state.memories == [])
    state.remember(String(repeating: "x", count: ElizaState.sentenceLimit))
    #expect(state.memories.count == 1)
  }

  @Test func `a start shifts every rotation`() {
    let eliza = script([ElizaKeyword("a", ["*": ["1.", "2.", "3."]])])
    #expect(converse(eliza, ["a", "a", "x"], start: 5) == ["3.", "1.", "Second."])
    #expect(converse(eliza, ["a"], start: -7) == ["1."])
  }

  @Test(arguments: [
    "", "   ", "☕🎉", "\u{0}\u{7}", "(1) (99) =b", String(repeating: "my ", count: 50_000),
  ])
  func `odd messages get an answer`(text: String) {
    var state = ElizaState()
    #expect(!Eliza().reply(to: text, state: &state).isEmpty)
  }
}
