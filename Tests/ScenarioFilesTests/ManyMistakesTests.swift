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
    let told = complaints(misspelt(ProblemList.limit + rest))
    #expect(told.count == ProblemList.limit + 1)
    #expect(told.last == "s.mock.yaml: error: \(words) left out here; mend these first")
  }

  @Test(arguments: [(1, "1 more warning is"), (23, "23 more warnings are")])
  func `warnings are told up to a limit too`(rest: Int, words: String) {
    let rules = Array(repeating: "  - { do: [ignore] }\n", count: ProblemList.limit + rest + 1)
    let told = complaints("rules:\n" + rules.joined())
    #expect(told.count == ProblemList.limit + 1)
    #expect(told.first?.hasPrefix("s.mock.yaml:4:5: warning: the rule 'rule-2' is never") == true)
    #expect(told.last == "s.mock.yaml: warning: \(words) left out here")
  }

  @Test(arguments: [("!t 1", "tags such as '!t'"), ("{ [1]: 2 }", "a key must be a word")])
  func `values that no file may have are told up to the limit`(value: String, complaint: String) {
    let values = Array(repeating: "  - \(value)\n", count: ProblemList.limit + 23)
    let told = complaints("x:\n" + values.joined())
    #expect(told.count == ProblemList.limit + 1)
    #expect(told.first?.contains(complaint) == true)
    #expect(told.last == "s.mock.yaml: error: 23 more errors are left out here; mend these first")
  }

  @Test func `only some of the keys that are given twice are named`() {
    let keys = (0..<2_000).map { "k\($0): 1" }
    let told = complaints("x: { \((keys + keys).joined(separator: ", ")) }")
    #expect(told.count == 1)
    #expect(told.first?.contains(": error: the keys 'k0', 'k1', 'k10', 'k100', ") == true)
    #expect(told.first?.hasSuffix(" and 1990 more are given twice in the same mapping") == true)
  }

  @Test func `only some of the names that nothing has are compared with all there are`() {
    let agents = (0..<10_000).map { "  - a\($0)" }
    let rules = (0..<5_000).map { "  - { agent: b\($0), do: [ignore] }" }
    let told = complaints((["agents:"] + agents + ["rules:"] + rules).joined(separator: "\n"))
    #expect(told.count == ProblemList.limit + 1)
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
    #expect(told.count == ProblemList.limit + 1)
    #expect(told.first?.hasPrefix("s.mock.yaml:3:11: error: 'nope' at character 0") == true)
    #expect(told.last?.contains("7900 more errors") == true)
  }

  @Test(arguments: [(11, "it was"), (30, "it and all after it were")])
  func `files after a thousand mistakes are not read`(count: Int, words: String) throws {
    let folder = try ScratchFolder()
    // And that each says no format.
    for number in 0..<count { try folder.write("\(100 + number).mock.yaml", misspelt(99)) }
    #expect {
      try ScenarioSet(at: [folder.path])
    } throws: { error in
      let problems = (error as? UnusableFile)?.problems ?? []
      return problems.count == ScenarioSet.problemLimit + 1
        && problems.last?.description
          == "\(folder.path)/110.mock.yaml: error: \(words) not read; mend the files before it first"
    }
  }

  /// A scenario with so many steps that nobody knows.
  private func misspelt(_ count: Int) -> String {
    "otherwise: [\(Array(repeating: "ignor", count: count).joined(separator: ", "))]"
  }
}
