/// What agents say; implemented outside the domain.
public protocol AgentScript: AnyObject {
  /// What an agent does in answer to a message.
  ///
  /// Asked once for each message and answering agent, in the order the messages arrive.
  func plan(for prompt: AgentPrompt) -> ReplyPlan
}
