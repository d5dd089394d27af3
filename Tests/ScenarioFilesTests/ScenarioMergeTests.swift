import ElizaDomain
import JSON
import Scenario
import Testing

@testable import ScenarioFiles

@Suite struct ScenarioMergeTests {
  private func merge(_ texts: String...) throws -> ScenarioMerge {
    var merge = ScenarioMerge()
    for (index, text) in texts.enumerated() {
      merge.add(
        try ScenarioFile(
          Array("format: eliza-mock/1\n\(text)".utf8), file: "\(index + 1).mock.yaml"))
    }
    return merge
  }

  private func complaints(_ texts: (String, String)) throws -> [String] {
    try merge(texts.0, texts.1).problems.map(\.description)
  }

  @Test func `rules keep the order of the files, and those without an id are numbered through`()
    throws
  {
    let merged = try merge(
      "rules: [ { do: [ignore] }, { id: rule-3, do: [ignore] } ]", "rules: [ { do: [ignore] } ]")
    #expect(merged.problems.isEmpty)
    #expect(merged.definition.rules.map(\.id) == ["rule-1", "rule-3", "rule-3'"])
  }

  @Test func `what both say in the same way is said once`() throws {
    let text = "name: n\nseed: 7\nprofile: 1.7.2\nagents: [ { id: a, name: A } ]\nbystanders: [b]"
    let merged = try merge(text, text)
    #expect(merged.problems.isEmpty)
    #expect(merged.definition.name == "n + n")
    #expect(merged.definition.seed == 7)
    #expect(merged.profile?.value == .v1_7_2)
    #expect(merged.definition.agents == [AgentPart(id: "a", name: "A")])
    #expect(merged.definition.bystanders == [Bystander(id: "b")])
  }

  @Test(arguments: [
    (
      ("seed: 1", "seed: 2"),
      "2.mock.yaml: error: the seed differs from that of 1.mock.yaml; keep it in one file"
    ),
    (
      ("profile: 1.6", "profile: 1.7"),
      "2.mock.yaml: error: the profile differs from that of 1.mock.yaml; keep it in one file"
    ),
    (
      ("otherwise: [ignore]", "otherwise: [ignore]"),
      "2.mock.yaml: error: 1.mock.yaml has an 'otherwise' too; keep it in one file"
    ),
    (
      ("agents: [a]", "agents: [ { id: a, name: B } ]"),
      "2.mock.yaml: error: the agent 'a' is described differently by 1.mock.yaml"
    ),
    (
      ("rules: [ { id: r, do: [ignore] } ]", "rules: [ { id: r, do: [ignore] } ]"),
      "2.mock.yaml: error: the rule id 'r' is taken by 1.mock.yaml; every rule needs its own"
    ),
  ])
  func `contradictions are told`(texts: (String, String), complaint: String) throws {
    #expect(try complaints(texts) == [complaint])
  }

  /// At a size at which comparing each with all others would take minutes.
  @Test func `a large cast is taken in once`() throws {
    let names = (0..<30_000).map { "  - n\($0)\n" }.joined()
    let file = try scenario("agents:\n\(names)bystanders:\n\(names)")
    var merge = ScenarioMerge()
    for _ in 1...2 { merge.add(file) }
    #expect(merge.problems.isEmpty)
    #expect(merge.definition.agents.map(\.id) == (0..<30_000).map { "n\($0)" })
    #expect(merge.definition.bystanders.count == 30_000)
    let document = merge.document.finished(for: merge.definition)
    #expect(document["agents"]?.arrayValue?.count == 30_000)
    #expect(document["bystanders"]?.arrayValue?.count == 30_000)
  }

  @Test func `contradictions are told up to a limit`() throws {
    let names = (0..<ProblemList.limit + 23).map { "n\($0)" }
    let others = names.map { "{ id: \($0), name: B }" }
    let first = "agents: [ \(names.joined(separator: ", ")) ]"
    let second = "agents: [ \(others.joined(separator: ", ")) ]"
    let told = try complaints((first, second))
    #expect(told.count == ProblemList.limit + 1)
    #expect(
      told.last == "2.mock.yaml: error: 23 more errors are left out here; mend these first")
  }

  @Test func `files that are not there are told together`() {
    #expect { try ScenarioSet(at: ["/nowhere/a.mock.yaml", "/nowhere/b.mock.yaml"]) } throws: {
      "\($0)" == """
        /nowhere/a.mock.yaml: error: the file cannot be read: No such file or directory
        /nowhere/b.mock.yaml: error: the file cannot be read: No such file or directory
        """
    }
  }
}
