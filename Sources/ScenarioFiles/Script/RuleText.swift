import JSON
package import Scenario

/// One rule as somebody wrote it for a scenario that is played: a whole one, or what is to change about one.
package struct RuleText: Sendable {
  /// The rule that comes of it.
  package let rule: Rule
  /// Whether what is not written is as in a new rule, and not as it was.
  let replaces: Bool
  private let members: JSONObject

  /// Reads the text of a rule.
  ///
  /// - Parameters:
  ///   - bytes: A mapping in YAML or JSON with the keys of a rule, at most 1 MiB.
  ///   - id: The rule's id, which the text may repeat.
  ///   - old: The rule that it changes; nil when it says all there is to say.
  ///   - cast: The scenario, whose people it may name.
  ///   - name: What problems call it.
  /// - Throws: `UnusableFile` with everything that is wrong with it.
  package init(
    _ bytes: [UInt8], id: String, changing old: Rule?, in cast: ScenarioDefinition,
    from name: String
  ) throws(UnusableFile) {
    let (node, source) = try DocumentReader.read(bytes, file: name)
    var reading = Reading(source)
    reading.names.give(namesOf: cast)
    let written = WrittenRule.declaration(changing: old).decode(node, &reading)
    if let own = written?.id, own != id {
      reading.error(
        "the rule is called '\(id.shortened)' by the address; leave the id out, or make them the same",
        at: node["id"]?.place)
    }
    reading.names.reportUnknown(open: [.agent], in: &reading)
    let problems = reading.report
    guard let written, reading.errorCount == 0 else { throw UnusableFile(problems) }
    rule = written.rule(id: id)
    replaces = old == nil
    members = node.json.objectValue ?? [:]
  }

  /// Writes it into the members of a rule, its id first.
  func merge(into object: inout JSONObject) {
    var result: JSONObject = ["id": .string(rule.id)]
    for member in object where member.key != "id" { result[member.key] = member.value }
    if members["do"] != nil || members["turns"] != nil {
      result["do"] = nil
      result["turns"] = nil
    }
    for member in members where member.key != "id" { result[member.key] = member.value }
    object = result
  }
}

extension WrittenRule {
  /// A rule in which all that is not written is as in `old`.
  fileprivate init(changing old: Rule) {
    condition = old.condition
    agent = old.agent
    think = old.think
    typing = old.typing
    exhaustion = old.exhaustion
    isEnabled = old.isEnabled
  }

  fileprivate static func declaration(changing old: Rule?) -> Declaration<WrittenRule> {
    guard let old else { return .rule }
    return Record(
      "a rule", from: WrittenRule(changing: old), Declaration<WrittenRule>.ruleKeys
    ) { rule, node, reading in
      if rule.steps == nil, rule.turns == nil { rule.turns = old.turns }
      return rule.isSound(node, &reading)
    }.declaration
  }
}

extension NameBook {
  /// Gives the people of a scenario their names.
  fileprivate mutating func give(namesOf cast: ScenarioDefinition) {
    for agent in cast.agents {
      for name in [agent.id, agent.name].compactMap({ $0 }) {
        give(name, to: .agent, at: .start, isUnique: false)
      }
    }
    for person in cast.bystanders {
      for name in [person.id, person.name].compactMap({ $0 }) {
        give(name, to: .bystander, at: .start, isUnique: false)
      }
    }
  }
}
