import ElizaDomain
import Testing

@Suite struct StreamPaceTests {
  @Test(arguments: [
    ("Eliza heard: Hello, who are you?", ["Eliza heard: Hel", "lo, who are you?"]),
    ("Eliza heard: What can you do?", ["Eliza heard: Wha", "t can you do?"]),
    ("Eliza heard: Please count to three.", ["Eliza heard: Ple", "ase count to three."]),
    ("Eliza heard: What can you do? (again)", ["Eliza heard: Wha", "t can you do? (a", "gain)"]),
    ("Eliza heard: second", ["Eliza heard: second"]),
    ("Eliza heard: right", ["Eliza heard: right"]),
    ("Eliza heard: wait for it [slow 3000]", ["Eliza heard: wai", "t for it [slow 3", "000]"]),
    ("Eliza heard: Naïve café ☕ — 日本語 🎉", ["Eliza heard: Naï", "ve café ☕ — 日本語 🎉"]),
    ("Eliza heard: Last one.", ["Eliza heard: Las", "t one."]),
  ])
  func `cuts as the recorded server did`(text: String, expected: [String]) {
    #expect(StreamPace().chunks(of: text) == expected)
  }

  @Test func `never cuts a character and loses nothing`() {
    let family = "👩‍👩‍👧‍👦"
    let text = String(repeating: family, count: 5) + "abc"
    let chunks = StreamPace(chunkLength: 4).chunks(of: text)
    #expect(chunks == [family, family, family, family, family + "abc"])
    #expect(StreamPace(chunkLength: 0).chunks(of: "abcdef") == ["a", "b", "c", "d", "ef"])
    #expect(StreamPace().chunks(of: "") == [])
  }
}
