/// All that an agent does in answer to one message, in order.
public struct ReplyPlan: Hashable, Sendable {
  /// The steps; an empty plan is silence.
  public var steps: [ReplyStep]

  /// Whether the agent is seen at work from the beginning.
  var beginsVisibly: Bool {
    if case .wait = steps.first { false } else { true }
  }

  /// Makes a plan.
  public init(_ steps: [ReplyStep]) {
    self.steps = steps
  }
}
