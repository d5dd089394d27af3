import ElizaDomain

/// The scripted agent of the recordings: half a second, then what it heard.
final class RecordedAgentScript: AgentScript {
  func plan(for prompt: AgentPrompt) -> ReplyPlan {
    guard !prompt.text.contains("[ignore]") else { return ReplyPlan([.ignore]) }
    let reply = AgentReply(
      "Eliza heard: \(prompt.text)", thought: "scripted thought", actions: ["REPLY"])
    return ReplyPlan([.think(.milliseconds(500)), .say(reply)])
  }
}
