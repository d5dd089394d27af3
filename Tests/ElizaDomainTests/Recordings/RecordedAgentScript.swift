import ElizaDomain
import JSON

/// The scripted agent of the recordings: it takes 300 ms a model call, then says what it heard.
final class RecordedAgentScript: AgentScript {
  func plan(for prompt: AgentPrompt) -> ReplyPlan {
    if prompt.text.contains("[ignore]") {
      let thought = "scripted thought"
      return ReplyPlan([
        .think(.milliseconds(300)), .action(AgentAction("IGNORE", thought: thought)),
        .action(AgentAction("IGNORE", .completed, thought: thought, result: .null)), .ignore,
      ])
    }
    if prompt.text.contains("[boom]") {
      return ReplyPlan([.think(.milliseconds(300)), .fail("the model failed")])
    }
    let reply = AgentReply(
      "Eliza heard: \(prompt.text)", thought: "scripted thought", actions: ["REPLY"])
    return ReplyPlan([.think(time(for: prompt)), .say(reply)])
  }

  /// In the channel of a job the agent thinks about whether to answer first, which takes it longer.
  private func time(for prompt: AgentPrompt) -> Duration {
    guard prompt.incoming.message.sourceType == MessageSource.job else { return .milliseconds(300) }
    if prompt.text.contains("[slow 1500]") { return .milliseconds(2_400) }
    return .milliseconds(prompt.text.contains("[act]") ? 1_100 : 900)
  }
}
