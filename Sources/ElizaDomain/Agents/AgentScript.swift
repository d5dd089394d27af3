/// What agents say; implemented outside the domain.
public protocol AgentScript: AnyObject {
  /// What an agent does in answer to a message.
  ///
  /// Asked once for each message and answering agent, in the order the messages arrive.
  func plan(for prompt: AgentPrompt) -> ReplyPlan

  /// Whether agents do something at any occasion.
  var takesPartAtAll: Bool { get }

  /// Whether agents do something at this one.
  func takesPart(at occasion: Occasion) -> Bool

  /// What an agent does at an occasion; the prompt's message is empty and by whoever caused it.
  func plan(at occasion: Occasion, for prompt: AgentPrompt) -> ReplyPlan?
}

extension AgentScript {
  /// Agents answer messages only.
  public var takesPartAtAll: Bool { false }

  /// Agents answer messages only.
  public func takesPart(at occasion: Occasion) -> Bool { false }

  /// Agents answer messages only.
  public func plan(at occasion: Occasion, for prompt: AgentPrompt) -> ReplyPlan? { nil }
}
