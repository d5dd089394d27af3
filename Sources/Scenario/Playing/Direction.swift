/// What a director has decided about a message.
public struct Direction: Hashable, Sendable {
  /// The rule that answers; nil where none does.
  public var ruleID: String?
  /// The rule's turn, from 1; nil where no rule answers, or one that has no turns left.
  public var ruleTurn: Int?
  /// The number of the message in its conversation, from 1.
  public var turn: Int
  /// What the agent does, in order.
  public var steps: [ReplyStep]

  /// Describes a decision.
  public init(ruleID: String? = nil, ruleTurn: Int? = nil, turn: Int, steps: [ReplyStep]) {
    self.ruleID = ruleID
    self.ruleTurn = ruleTurn
    self.turn = turn
    self.steps = steps
  }
}
