import Testing

@testable import ScenarioFiles

/// Files with more mistakes than anybody reads, at sizes at which looking at all of a file for each would take
/// minutes.
@Suite struct ManyMistakesTests {
  @Test(arguments: [1, 99, 100])
  func `errors are told one by one up to a limit`(count: Int) {
    #expect(complaints(misspelt(count)).count == count)
  }

  @Test(arguments: [(1, "1 more error is"), (23, "23 more errors are")])
  func `the rest are counted, last of all`(rest: Int, words: String) {
    let told = complaints(misspelt(Reading.errorLimit + rest))
    #expect(told.count == Reading.errorLimit + 1)
    #expect(told.last == "s.mock.yaml: error: \(words) left out here; mend these first")
  }

  @Test func `only some of the names that nothing has are compared with all there are`() {
    let agents = (0..<10_000).map { "  - a\($0)" }
    let rules = (0..<5_000).map { "  - { agent: b\($0), do: [ignore] }" }
    let told = complaints((["agents:"] + agents + ["rules:"] + rules).joined(separator: "\n"))
    #expect(told.count == Reading.errorLimit + 1)
    #expect(
      told.first?.hasPrefix(
        "s.mock.yaml:10004:14: error: there is no agent 'b0'; did you mean 'a0'? Known: a0, a1, "
      ) == true)
    #expect(told.count { $0.contains("did you mean") } == NameBook.comparisonLimit / 10_000)
    #expect(told.count { $0.contains("; known: a0, a1, ") } == 90)
    #expect(told.last?.contains("4900 more errors") == true)
  }

  @Test func `braces that escapes hide are not looked for in all that follows`() {
    let steps = Array(repeating: #"  - say: "\x7b\x7b nope }}""#, count: 8_000)
    let comments = Array(repeating: "#" + String(repeating: "-", count: 99), count: 7_500)
    let told = complaints((["otherwise:"] + steps + comments).joined(separator: "\n"))
    #expect(told.count == Reading.errorLimit + 1)
    #expect(told.first?.hasPrefix("s.mock.yaml:3:11: error: 'nope' at character 0") == true)
    #expect(told.last?.contains("7900 more errors") == true)
  }

  /// A scenario with so many steps that nobody knows.
  private func misspelt(_ count: Int) -> String {
    "otherwise: [\(Array(repeating: "ignor", count: count).joined(separator: ", "))]"
  }
}
