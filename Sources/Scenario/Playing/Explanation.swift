/// Which rule answers a message, and why the others do not.
public struct Explanation: Hashable, Sendable {
  /// What is to be said about one rule.
  public struct Verdict: Hashable, Sendable {
    /// The rule.
    public let ruleID: String
    /// Whether it answers, and if not, why.
    public let outcome: Outcome
  }

  /// Whether a rule answers.
  public enum Outcome: Hashable, Sendable {
    /// It answers with this turn, from 1; nil when it has none left and the agent breaks down.
    case answers(turn: Int?)
    /// Its condition holds, but an earlier rule answers.
    case comesLater
    /// It is switched off.
    case disabled
    /// It is another agent's rule.
    case otherAgent(String)
    /// It has no turns left and leaves the message to later rules.
    case usedUp
    /// Its condition does not hold, with the place and the reason.
    case fails(String)
  }

  /// The rule that answers; nil leaves the message to `otherwise`.
  public let ruleID: String?
  /// The number of the message in its conversation, from 1.
  public let turn: Int
  /// Every rule in the order of the file.
  public let verdicts: [Verdict]

  init(
    _ casting: Casting, _ definition: ScenarioDefinition, _ side: Conversation.Side,
    _ state: [String: String], _ cast: Cast
  ) {
    ruleID = casting.rule?.id
    turn = casting.message.turn
    let scope = MatchScope(casting.message, state: state)
    verdicts = definition.rules.map { rule in
      Verdict(ruleID: rule.id, outcome: Outcome(rule, casting, side, scope, cast))
    }
  }
}

extension Explanation.Outcome {
  fileprivate init(
    _ rule: Rule, _ casting: Casting, _ side: Conversation.Side, _ scope: MatchScope, _ cast: Cast
  ) {
    if let choice = casting.choice, rule.id == choice.ruleID {
      self = .answers(turn: rule.turn(atUse: choice.use).map { $0 + 1 })
    } else if !rule.isEnabled {
      self = .disabled
    } else if let agent = rule.agent, !cast.isAgent(agent, of: casting.message) {
      self = .otherAgent(agent)
    } else if rule.isUsedUp(atUse: side.uses[rule.id] ?? 0) {
      self = .usedUp
    } else if let reason = rule.condition.failure(in: scope) {
      self = .fails(reason)
    } else {
      self = .comesLater
    }
  }
}

extension Explanation.Outcome: CustomStringConvertible {
  /// The outcome in words.
  public var description: String {
    switch self {
    case .answers(let turn?): "answers with turn \(turn)"
    case .answers(nil): "answers, but has no turns left: the agent breaks down"
    case .comesLater: "would answer too, but comes later"
    case .disabled: "is switched off"
    case .otherAgent(let name): "is for the agent '\(name)'"
    case .usedUp: "has no turns left"
    case .fails(let reason): "does not match: \(reason)"
    }
  }
}
