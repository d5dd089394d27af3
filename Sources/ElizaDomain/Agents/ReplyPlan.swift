/// All that an agent does in answer to one message, in order.
public struct ReplyPlan: Hashable, Sendable {
  /// The steps; an empty plan is silence.
  public var steps: [ReplyStep]
  /// What decided on it; nil where nobody says.
  public var source: ReplySource?

  /// Whether the agent is seen at work from the beginning.
  var beginsVisibly: Bool {
    if case .wait = steps.first { false } else { true }
  }

  /// Makes a plan.
  public init(_ steps: [ReplyStep], by source: ReplySource? = nil) {
    self.steps = steps
    self.source = source
  }
}
