/// All that an agent does in answer to one message, in order.
public struct ReplyPlan: Hashable, Sendable {
  /// The steps; an empty plan is silence.
  public var steps: [ReplyStep]

  /// Makes a plan.
  public init(_ steps: [ReplyStep]) {
    self.steps = steps
  }
}
