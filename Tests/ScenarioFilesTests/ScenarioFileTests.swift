import ElizaDomain
import JSON
import Scenario
import Testing

@testable import ScenarioFiles

@Suite struct ScenarioFileTests {
  @Test func `a file that only names its format is the built-in ELIZA`() throws {
    let file = try scenario("")
    #expect(file.definition.rules.isEmpty && file.profile == nil)
  }

  @Test(arguments: [
    ("name: x", "f:1:1: error: a scenario needs the key 'format': Says what the file is"),
    (
      "format: eliza-mock/2",
      "f:1:9: error: 'eliza-mock/2' is not known here; did you mean 'eliza-mock/1'?"
    ),
    ("- format", "f:1:1: error: expected a scenario, found a list"),
    ("hello", "f:1:1: error: expected a scenario, found 'hello'"),
  ])
  func `other files are told apart`(text: String, complaint: String) {
    #expect { try ScenarioFile(Array(text.utf8), file: "f") } throws: { error in
      "\(error)".hasPrefix(complaint)
    }
  }

  @Test func `all errors of a file are told, in order`() {
    let text = """
      seed: x
      rules:
        - id: a
          when: { txt: hi }
          do: [ { say: "{{ nobody }}" } ]
        - id: a
          do: [ { wait: 5 } ]
      expect: [ { rule: b } ]
      """
    #expect(
      complaints(text).map { $0.prefix(22) } == [
        "s.mock.yaml:2:7: error", "s.mock.yaml:5:13: erro", "s.mock.yaml:6:19: erro",
        "s.mock.yaml:7:9: error", "s.mock.yaml:8:19: erro", "s.mock.yaml:9:19: erro",
      ])
  }

  @Test(arguments: [
    ("say: \"Hi {{ nme }}\"", 2, 14), ("say: 'It''s {{ nme }}'", 2, 17),
    ("say: Hi {{ text }} {{ nme }}", 2, 24), ("say: |\n      One\n      two {{ nme }}", 4, 11),
    ("say: >\n      One {{ text }}\n      two {{ nme }}", 4, 11),
    ("say: { text: \"\\u00fc\\n {{ nme }}\" }", 2, 28), ("say: &x \"{{ nme\"", 2, 14),
  ])
  func `templates are read at once, and errors in them have their own place`(
    step: String, line: Int, column: Int
  ) {
    let text = "otherwise: # steps\n  - \(step)"
    let shown = complaints(text)
    #expect(shown.count == 1)
    #expect(shown.first?.hasPrefix("s.mock.yaml:\(line + 1):\(column): error") == true, "\(shown)")
  }

  @Test(arguments: [
    (#""\x7b\x7b nope }}""#, 11), (#""a {{ text }} \x7b\x7b nope }}""#, 24),
    (#""say \" {{ nope }}""#, 18), ("\"one\n    \\x7b\\x7b nope }}\"", 10),
  ])
  func `braces that escapes hide are not taken for those of another text`(
    quoted: String, column: Int
  ) {
    let shown = complaints("otherwise:\n  - say: \(quoted)\n  - say: '{{ text }}'")
    #expect(shown.count == 1)
    #expect(shown.first?.hasPrefix("s.mock.yaml:3:\(column): error") == true, "\(shown)")
  }

  @Test func `rules that are never asked are warned of`() throws {
    let text = """
      rules:
        - { id: a, when: { text: x }, do: [ignore] }
        - { id: off, enabled: false, do: [ignore] }
        - { id: spent, turns: [[ignore]], then: next-rule }
        - { id: all, do: [ignore] }
        - { id: b, when: { text: y }, do: [ignore] }
      """
    #expect(
      complaints(text) == [
        "s.mock.yaml:7:5: warning: the rule 'b' is never asked: 'all' in line 6 answers every message"
      ])
  }

  @Test func `a rule of one agent hides nothing from another`() {
    let text = """
      agents: [a, b]
      rules:
        - { agent: a, do: [ignore] }
        - { agent: b, do: [ignore] }
      """
    #expect(complaints(text).isEmpty)
  }

  @Test func `agents of rules are known by id or name`() {
    let rules = "rules: [ { agent: Elisa, do: [ignore] } ]"
    #expect(complaints(rules).isEmpty)
    #expect(
      complaints("agents: [ { id: x, name: Eliza } ]\n\(rules)") == [
        "s.mock.yaml:3:19: error: there is no agent 'Elisa'; did you mean 'Eliza'? Known: x, Eliza"
      ])
  }

  @Test func `every switch of a profile can be set, whatever the order`() throws {
    let words = ProfileSwitch.all.map(\.name)
    #expect(words.count == 17)
    let profile = try scenario("profile: { naming: legacy, base: \"1.7\" }").profile
    #expect(profile?.naming == .legacy)
    #expect(profile?.release == .v1_7_2)
  }

  @Test func `the schema names every key`() throws {
    let schema = ScenarioFile.schema
    let keys = try #require(schema["properties"]?.objectValue?.keys)
    #expect(
      keys == [
        "format", "name", "seed", "profile", "agents", "bystanders", "rules", "otherwise", "hooks",
        "expect",
      ])
    #expect(schema["$defs"]?["Rule"]?["properties"]?["when"]?["$ref"] == "#/$defs/Condition")
    let profile = schema["$defs"]?["Profile"]?["anyOf"]?[1]?["properties"]
    #expect(profile?["ackCallbacks"]?["oneOf"]?[0]?["const"] == "always")
  }
}
