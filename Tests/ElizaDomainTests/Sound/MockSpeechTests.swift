import Testing

@testable import ElizaDomain

@Suite struct MockSpeechTests {
  @Test func `a file says what it is in the words of RIFF`() {
    let file = WaveFile(comment: "hi", software: "me", samples: [1, -1, 256]).bytes
    var expected: [UInt8] = Array("RIFF".utf8) + [78, 0, 0, 0] + Array("WAVEfmt ".utf8)
    expected += [16, 0, 0, 0, 1, 0, 1, 0, 0x40, 0x1F, 0, 0, 0x80, 0x3E, 0, 0, 2, 0, 16, 0]
    expected += Array("LIST".utf8) + [28, 0, 0, 0] + Array("INFOISFT".utf8)
    expected += [3, 0, 0, 0] + Array("me".utf8) + [0, 0] + Array("ICMT".utf8)
    expected += [3, 0, 0, 0] + Array("hi".utf8) + [0, 0]
    expected += Array("data".utf8) + [6, 0, 0, 0, 1, 0, 0xFF, 0xFF, 0, 1]
    #expect(file == expected)
  }

  @Test(arguments: ["", "hello", "one two three", "äöü 🎉"])
  func `what is said can be read back`(text: String) {
    let file = MockSpeech.file(saying: text)
    #expect(MockSpeech.text(in: file) == text)
    let wave = WaveFile(file)
    #expect(wave?.samples.count == text.split(separator: " ").count * 960)
    #expect(wave?.samples.allSatisfy { abs(Int($0)) <= 6_000 } == true)
    #expect(MockSpeech.file(saying: text) == file)
  }

  @Test func `a word is heard`() throws {
    let wave = try #require(WaveFile(MockSpeech.file(saying: "hello")))
    #expect(wave.samples.max().map { $0 > 4_000 } == true)
    #expect(wave.samples.min().map { $0 < -4_000 } == true)
    #expect(wave.samples.first == 0)
    #expect(wave.samples.suffix(240).allSatisfy { $0 == 0 })
  }

  @Test func `a long text is no long file`() {
    let text = String(repeating: "word ", count: 100_000)
    #expect(MockSpeech.file(saying: text).count < 200_000)
  }

  @Test func `no other file is taken for one of these, whatever is cut or changed`() {
    let file = MockSpeech.file(saying: "hello there")
    for count in 0..<min(file.count, 400) { _ = MockSpeech.text(in: Array(file.prefix(count))) }
    for index in 0..<120 {
      var broken = file
      broken[index] = broken[index] ^ 0xFF
      _ = MockSpeech.text(in: broken)
    }
    #expect(MockSpeech.text(in: []) == nil)
    #expect(MockSpeech.text(in: Array("RIFF    WAVE".utf8)) == nil)
    let other = WaveFile(comment: "x", software: "another", samples: []).bytes
    #expect(MockSpeech.text(in: other) == nil)
  }
}
