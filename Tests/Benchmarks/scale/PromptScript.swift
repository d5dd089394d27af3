import ElizaDomain

/// Agents that answer as soon as they may.
final class PromptScript: AgentScript {
  func plan(for prompt: AgentPrompt) -> ReplyPlan {
    ReplyPlan([.say(AgentReply("I see. And then?"))])
  }
}
