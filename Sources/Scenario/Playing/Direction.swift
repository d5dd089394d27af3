/// What a director has decided about a message.
public struct Direction: Hashable, Sendable {
  /// The rule that answers; nil where none does.
  public var ruleID: String?
  /// The number of the message in its conversation, from 1.
  public var turn: Int
  /// What the agent does, in order.
  public var steps: [ReplyStep]

  /// Describes a decision.
  public init(ruleID: String? = nil, turn: Int, steps: [ReplyStep]) {
    self.ruleID = ruleID
    self.turn = turn
    self.steps = steps
  }
}
