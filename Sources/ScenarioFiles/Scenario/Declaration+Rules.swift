import JSON
import Scenario

/// A rule as it is written down.
struct WrittenRule: Sendable {
  var id: String?
  var condition = Condition.always
  var agent: String?
  var think: ThinkTime?
  var typing: TypingPace?
  var steps: [Step]?
  var turns: [[Step]]?
  var exhaustion = Rule.Exhaustion.repeat
  var isEnabled = true

  /// The rule, by the name of `id`.
  func rule(id: String) -> Rule {
    var rule = Rule(
      id: id, when: condition, agent: agent, think: think, typing: typing,
      turns: turns ?? [steps ?? []], then: exhaustion)
    rule.isEnabled = isEnabled
    return rule
  }

  /// Whether it says what is done, in one way; reports when it does not.
  func isSound(_ node: DocumentNode, _ reading: inout Reading) -> Bool {
    switch (steps, turns) {
    case (nil, nil):
      reading.error("a rule needs 'do', or 'turns', to say what is done", at: node.place)
      return false
    case (_?, _?):
      reading.error("a rule has either 'do' or 'turns'", at: node.place)
      return false
    default: return true
    }
  }
}

extension Declaration where Value == WrittenRule {
  /// An answer and the messages it is the answer to.
  static let rule: Declaration<WrittenRule> = .named("Rule", "a rule", [.mapping]) {
    Record("a rule", from: WrittenRule(), ruleKeys) { rule, node, reading in
      rule.isSound(node, &reading)
    }.declaration
  }

  /// The keys of a rule.
  static var ruleKeys: [Key<WrittenRule>] {
    [
      Key("id", .ruleID, "Names the rule; unique in its file.", \.id),
      Key("when", .condition, "Which messages it answers; all when this is missing.", \.condition),
      Key("agent", .agentName, "The agent whose rule it is, by id or name.", \.agent),
      Key("think", .time, "How long the agent thinks in this rule.", \.think),
      Key("type", .pace, "How fast it writes in this rule.", \.typing),
      Key("do", .steps, "What is done at every message the rule answers.", \.steps),
      Key(
        "turns", Declaration<[[Step]]>.list(of: .turn, "turns", atLeast: 1),
        "What is done at the first message of a session that the rule answers, the second, and so on.",
        \.turns),
      Key(
        "then", .word { explanation(of: $0) },
        "What happens once the turns are used up; repeat unless said otherwise.", \.exhaustion),
      Key(
        "enabled", .flag, "Whether the rule takes part; true unless said otherwise.", \.isEnabled),
    ]
  }

  private static func explanation(of exhaustion: Rule.Exhaustion) -> String {
    switch exhaustion {
    case .repeat: "The last turn again."
    case .loop: "The first turn again."
    case .nextRule: "The rule matches no more, and those after it are asked."
    case .fail: "The agent breaks down, saying that the rule is used up."
    }
  }
}

extension Declaration where Value == [Step] {
  /// What is done at one message.
  static let turn: Declaration<[Step]> = .either(
    "a turn such as { do: [ … ] }",
    [
      steps,
      Record(
        "a turn", from: [Step](),
        [
          Key("do", .steps, required: true, "What is done at this message.", \.self)
        ]
      ).declaration,
    ])
}

extension Declaration where Value == String {
  /// The id that a rule is given.
  static let ruleID = filled.map { name, node, reading in
    reading.names.give(name, to: .rule, at: node.place)
    return name
  }

  /// The id or the name of an agent of the scenario.
  static let agentName = filled.map { name, node, reading in
    reading.names.use(name, of: [.agent], at: node.place)
    return name
  }
}
