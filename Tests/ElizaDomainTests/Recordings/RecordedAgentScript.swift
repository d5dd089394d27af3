import ElizaDomain

/// The scripted agent of the recordings: it takes 300 ms, then says what it heard.
final class RecordedAgentScript: AgentScript {
  func plan(for prompt: AgentPrompt) -> ReplyPlan {
    if prompt.text.contains("[ignore]") { return ReplyPlan([.ignore]) }
    if prompt.text.contains("[boom]") {
      return ReplyPlan([.think(.milliseconds(300)), .fail("the model failed")])
    }
    let reply = AgentReply(
      "Eliza heard: \(prompt.text)", thought: "scripted thought", actions: ["REPLY"])
    return ReplyPlan([.think(.milliseconds(300)), .say(reply)])
  }
}
