import JSON
import Scenario
import Testing

@testable import ScenarioFiles

@Suite struct ScenarioScriptTests {
  private let text = """
    format: eliza-mock/1
    name: desk
    agents: [{ id: ada, name: Ada }]
    rules:
      - id: a   # the first
        when: { text: hi }
        turns: [ [ { say: one } ], [ { say: two } ] ]
      - do: [ { say: "yes" } ]
    """

  private func script() throws -> ScenarioScript {
    try ScenarioScript(Array(text.utf8), from: "s")
  }

  private func change(
    _ script: ScenarioScript, _ id: String, _ text: String, isWhole: Bool = false
  ) throws(UnusableFile) -> RuleText {
    let old = isWhole ? nil : script.definition.rules.first { $0.id == id }
    return try RuleText(
      Array(text.utf8), id: id, changing: old, in: script.definition, from: "rule")
  }

  @Test func `the text stays as it was loaded, and the document names every rule`() throws {
    let script = try script()
    #expect(script.text == text)
    let rules = try #require(script.document?["rules"]?.arrayValue)
    #expect(rules.map { $0["id"] } == ["a", "rule-2"])
  }

  @Test func `a changed scenario is written anew, and reads as the same`() throws {
    var script = try script()
    script.put(try change(script, "a", "enabled: false"))
    let text = try #require(script.text)
    #expect(text.contains("enabled: false"))
    #expect(text.contains("say: \"yes\""))
    let again = try ScenarioScript(Array(text.utf8), from: "again")
    #expect("\(again.definition)" == "\(script.definition)")
    #expect(again.document == script.document)
  }

  @Test func `a patch keeps what it does not say`() throws {
    var script = try script()
    script.put(try change(script, "a", #"{"do": [{"say": "now"}]}"#))
    let rule = script.definition.rules[0]
    #expect(rule.turns.count == 1)
    guard case .text = rule.condition else {
      Issue.record("the condition is kept")
      return
    }
    #expect(script.document?["rules"]?[0]?["turns"] == nil)
    #expect(script.document?["rules"]?[0]?["when"] == ["text": "hi"])
  }

  @Test func `a whole rule takes the place of the old one`() throws {
    var script = try script()
    script.put(try change(script, "a", "do: [ignore]", isWhole: true))
    #expect(script.definition.rules.map(\.id) == ["a", "rule-2"])
    #expect(script.document?["rules"]?[0] == ["id": "a", "do": ["ignore"]])
  }

  @Test(
    arguments: [
      (nil, ["new", "a", "rule-2"]), (.after("a"), ["a", "new", "rule-2"]),
      (.before("rule-2"), ["a", "new", "rule-2"]), (.after("rule-2"), ["a", "rule-2", "new"]),
    ] as [(RulePlace?, [String])])
  func `a new rule goes where it is wanted`(place: RulePlace?, order: [String]) throws {
    var script = try script()
    script.put(try change(script, "new", "do: [ignore]"), at: place)
    #expect(script.definition.rules.map(\.id) == order)
    #expect(script.document?["rules"]?.arrayValue?.map { $0["id"]?.stringValue } == order)
  }

  @Test func `a rule can be moved and removed`() throws {
    var script = try script()
    script.put(try change(script, "a", "enabled: true"), at: .after("rule-2"))
    #expect(script.definition.rules.map(\.id) == ["rule-2", "a"])
    let isRemoved = script.remove(rule: "rule-2")
    #expect(isRemoved)
    let isRemovedAgain = script.remove(rule: "rule-2")
    #expect(!isRemovedAgain)
    #expect(script.document?["rules"]?.arrayValue?.count == 1)
  }

  @Test(arguments: [
    ("enabled: perhaps", "rule:1:10: error: expected true or false"),
    ("wehn: { text: hi }", "rule:1:1: error: unknown key 'wehn' in a rule; did you mean 'when'?"),
    ("id: b", "rule:1:5: error: the rule is called 'a' by the address"),
    ("agent: adda", "there is no agent 'adda'; did you mean 'ada'?"),
    ("do: [ignore]\nturns: [ [ignore] ]", "a rule has either 'do' or 'turns'"),
    ("", "the file is empty"),
  ])
  func `a mistake in a rule is told`(text: String, expected: String) throws {
    let script = try script()
    #expect {
      _ = try change(script, "a", text)
    } throws: { error in
      "\(error)".contains(expected)
    }
  }

  @Test func `a new rule needs something to do`() throws {
    let script = try script()
    #expect(throws: UnusableFile.self) { _ = try change(script, "new", "enabled: false") }
  }

  @Test func `several files are shown as one`() throws {
    let files = try [
      "rules: [ { do: [ignore] } ]\nhooks: { join: [ignore] }\nagents: [ada]",
      "name: b\nrules: [ { do: [ignore] } ]\nhooks: { join: [complete] }\nagents: [ada]",
    ]
    .map { try scenario($0) }
    let script = try ScenarioScript(files)
    let document = try #require(script.document)
    #expect(document["rules"]?.arrayValue?.map { $0["id"] } == ["rule-1", "rule-2"])
    #expect(document["hooks"] == ["join": ["ignore", "complete"]])
    #expect(document["agents"] == ["ada"])
    #expect(document["name"] == "b")
    let text = try #require(script.text)
    let again = try ScenarioScript(Array(text.utf8), from: "again")
    #expect("\(again.definition.rules)" == "\(script.definition.rules)")
  }

  @Test func `the built-in ELIZA has a text, a scenario of Swift has none`() {
    #expect(ScenarioScript(built: ScenarioDefinition()).text?.contains("otherwise: eliza") == true)
    let rule = Rule(id: "a", when: .always, turns: [[.ignore]])
    #expect(ScenarioScript(built: ScenarioDefinition(rules: [rule])).text == nil)
  }

  @Test(arguments: [
    "true", "no", "1.5", "", " padded ", "a: b", "# no comment", "two\nlines", "- dash",
    "\u{1F600}",
    "ends\n", "'quoted'", "{{ text }}",
  ])
  func `any text survives being written`(text: String) throws {
    let value: JSON = ["k": .string(text), "list": [.string(text), 1, true, .null, [], [:]]]
    let written = YAMLText.text(of: value)
    #expect(try YAMLText.json(Array(written.utf8), from: "y") == value)
  }
}
