/// An answer and the messages it is the answer to.
public struct Rule: Sendable {
  /// What happens at a message after the last turn.
  public enum Exhaustion: String, CaseIterable, Hashable, Sendable {
    /// The last turn again.
    case `repeat`
    /// The first turn again.
    case loop
    /// The rule matches no more, and those after it are asked.
    case nextRule = "next-rule"
    /// The agent breaks down, saying that the rule is used up.
    case fail
  }

  /// Names the rule; unique in its scenario.
  public var id: String
  /// Which messages it answers.
  public var condition: Condition
  /// The agent whose rule it is, by id or name; nil is any.
  public var agent: String?
  /// How long that agent thinks in this rule.
  public var think: ThinkTime?
  /// How fast it writes in this rule.
  public var typing: TypingPace?
  /// What is done at the first message of a session, the second, and so on; not empty.
  public var turns: [[Step]]
  /// What happens once the turns are used up.
  public var exhaustion: Exhaustion
  /// Whether the rule takes part.
  public var isEnabled = true

  /// Makes a rule.
  public init(
    id: String, when condition: Condition, agent: String? = nil, think: ThinkTime? = nil,
    typing: TypingPace? = nil, turns: [[Step]], then exhaustion: Exhaustion = .repeat
  ) {
    self.id = id
    self.condition = condition
    self.agent = agent
    self.think = think
    self.typing = typing
    self.turns = turns
    self.exhaustion = exhaustion
  }
}
