import Bytes
import Testing

@Suite struct NearestTests {
  private let words = ["text", "path", "sender", "room"]

  @Test(arguments: [
    ("txt", "text"), ("TEXT", "text"), ("sendre", "sender"), ("paht", "path"), ("xyzzy", nil),
    ("", nil),
  ])
  func findsTheLikest(typed: String, meant: String?) {
    #expect(Nearest.word(to: typed, among: words) == meant)
  }

  @Test func aToleranceNarrowsIt() {
    #expect(Nearest.word(to: "tet", among: words, tolerance: 0.1) == nil)
  }

  @Test func sortsByLikenessThenByName() {
    #expect(Nearest.sorted(["b", "a", "room"], by: "rom") == ["room", "a", "b"])
  }

  @Test func adviceNamesTheLikestAndAFewOfTheRest() {
    let advice = Nearest.advice(for: "rom", among: words, called: "Allowed")
    #expect(advice == "; did you mean 'room'? Allowed: text, path, sender, room")
    #expect(Nearest.advice(meaning: nil, among: ["a", "b"], called: "Known") == "; known: a, b")
    let many = (0..<30).map { "word\($0)" }
    #expect(Nearest.advice(for: "zzz", among: many, called: "Known").hasSuffix("word23, …"))
  }

  @Test func longTextsAreComparedByTheirBeginnings() {
    let long = String(repeating: "a", count: 10_000)
    #expect(Nearest.word(to: long, among: [long + "b"]) == long + "b")
  }
}
