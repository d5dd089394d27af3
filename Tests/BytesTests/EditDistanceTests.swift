import Bytes
import Testing

@Suite struct EditDistanceTests {
  private func cost(_ from: String, _ to: String) -> Double {
    EditDistance.cost(from: Array(from.utf8), to: Array(to.utf8)) { $0 == $1 ? 0 : 1 }
  }

  @Test(arguments: [
    ("", "", 0.0), ("abc", "abc", 0), ("abc", "", 3), ("", "ab", 2), ("kitten", "sitting", 3),
    ("session", "sessions", 1), ("flaw", "lawn", 2),
  ])
  func countsInsertionsDeletionsAndReplacements(from: String, to: String, expected: Double) {
    #expect(cost(from, to) == expected)
  }

  @Test func measuresTextsByTheLongerOne() {
    #expect(EditDistance.share(of: Array("abcd".utf8), Array("abce".utf8)) == 0.25)
    #expect(EditDistance.share(of: [], []) == 0)
    #expect(EditDistance.share(of: [], [1]) == 1)
    #expect(
      EditDistance.share(of: [UInt8](repeating: 1, count: 65), [UInt8](repeating: 1, count: 64))
        == 1)
  }
}
