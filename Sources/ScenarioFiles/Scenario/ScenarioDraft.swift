import ElizaDomain
import Scenario

/// A scenario file while it is read.
struct ScenarioDraft: Sendable {
  var definition = ScenarioDefinition()
  var profile: Profile?
  var written: [WrittenRule] = []

  /// Makes the rules of what is written; those without an id are named by their number.
  mutating func makeRules() {
    var taken = Set(written.compactMap(\.id))
    definition.rules = written.enumerated().map { index, rule in
      let id = rule.id ?? ScenarioDraft.id(of: index + 1) { taken.contains($0) }
      taken.insert(id)
      return rule.rule(id: id)
    }
  }

  /// The id of a rule that has none: its number, with a mark where that is taken.
  static func id(of number: Int, isTaken: (String) -> Bool) -> String {
    var id = "rule-\(number)"
    while isTaken(id) { id += "'" }
    return id
  }
}

extension Declaration where Value == ScenarioDraft {
  /// A whole file of the format `eliza-mock/1`.
  static let scenario = Record("a scenario", from: ScenarioDraft(), keys) { draft, node, reading in
    draft.makeRules()
    reading.warnOfUnreachable(draft.definition.rules, in: node)
    return true
  }.declaration

  private static var keys: [Key<ScenarioDraft>] { head + play }

  private static let head: [Key<ScenarioDraft>] = [
    Key(
      "format", .word([Word("eliza-mock/1", true, "The format this is written in.")]),
      required: true, "Says what the file is: eliza-mock/1."
    ) { _, _ in },
    Key("name", .filled, "The name people know the scenario by.", \.definition.name),
    Key(
      "seed", .seed, "Makes ids, delays and replies repeat themselves.", \.definition.seed),
    Key("profile", .profile, "Which ElizaOS is played.", \.profile),
    Key(
      "agents", Declaration<[AgentPart]>.list(of: .agent, "agents", atLeast: 1),
      "The agents that play; Eliza when this is missing.", \.definition.agents),
    Key(
      "bystanders", Declaration<[Bystander]>.list(of: .bystander, "people"),
      "People other than the client who speak in rooms when a step says so.",
      \.definition.bystanders),
  ]

  private static let play: [Key<ScenarioDraft>] = [
    Key(
      "rules", Declaration<[WrittenRule]>.list(of: .rule, "rules"),
      "What is answered; the first rule that matches answers.", \.written),
    Key(
      "otherwise", .otherwise, "What happens when no rule matches; eliza unless said otherwise.",
      \.definition.otherwise),
    Key("hooks", .hooks, "What is done at events other than a message.", \.definition.hooks),
    Key(
      "expect", Declaration<[Expectation]>.list(of: .expectation, "expectations"),
      "What the client is expected to do, judged at the end of a run.", \.definition.expectations),
  ]
}

extension Declaration where Value == Otherwise {
  /// What happens when no rule matches.
  static let otherwise: Declaration<Otherwise> = .either(
    "eliza, or a list of steps",
    [
      .word([Word("eliza", .eliza, "The built-in ELIZA answers.")]),
      Declaration<[Step]>.steps.map { Otherwise.steps($0) },
    ])
}

extension Declaration where Value == [Hook] {
  /// Steps by the event they are done at.
  static let hooks = Record("hooks", from: [Hook](), Hook.Event.allCases.map(key)).declaration

  private static func key(_ event: Hook.Event) -> Key<[Hook]> {
    Key(event.rawValue, event == .connect ? .roomless : .steps, explanation(of: event)) {
      $0.append(Hook(at: event, do: $1))
    }
  }

  private static func explanation(of event: Hook.Event) -> String {
    switch event {
    case .connect: "A client has connected; there is no room yet, so events are all it can be sent."
    case .join: "A client has joined a room."
    case .leave: "A client has left a room, or its connection has ended."
    case .session: "A session has been created."
    case .sessionEnd: "A session has ended or expired."
    }
  }
}

extension Declaration where Value == [Step] {
  /// Steps at a time when there is no room in which anything could be said.
  fileprivate static let roomless = Declaration<[Step]>.steps.map { steps, node, reading in
    let speaking = ["say", "stream", "attach", "action", "title", "complete"]
    var isSound = true
    for element in node.elements {
      let name = element.members.first?.key ?? element.written
      guard speaking.contains(name) else { continue }
      isSound = false
      reading.error(
        "'\(name)' needs a room, and at 'connect' the client is in none; write it under 'join', or send an "
          + "event with 'emit'", at: element.place, nearest: "join")
    }
    return isSound ? steps : nil
  }
}

extension Reading {
  /// Warns of rules that are never asked, since one before them answers everything.
  fileprivate mutating func warnOfUnreachable(_ rules: [Rule], in node: DocumentNode) {
    let nodes = node["rules"]?.elements ?? []
    var barrier: (rule: Rule, line: Int)?
    for (rule, node) in zip(rules, nodes) where rule.isEnabled {
      if let barrier, barrier.rule.agent == nil || barrier.rule.agent == rule.agent {
        warning(
          "the rule '\(rule.id.shortened)' is never asked: '\(barrier.rule.id.shortened)' in line "
            + "\(barrier.line) answers every message", at: node.place)
      } else if case .always = rule.condition, rule.exhaustion != .nextRule {
        barrier = (rule, node.place.line)
      }
    }
  }
}
