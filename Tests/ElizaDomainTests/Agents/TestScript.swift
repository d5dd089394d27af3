import ElizaDomain

/// A script whose plans a test gives.
final class TestScript: AgentScript {
  var plan: (AgentPrompt) -> ReplyPlan
  /// What agents do at occasions; nil when they take part in none.
  var occasionPlan: (() -> ReplyPlan)?
  private(set) var asked: [String] = []

  var takesPartAtAll: Bool { occasionPlan != nil }

  init(_ plan: @escaping (AgentPrompt) -> ReplyPlan) {
    self.plan = plan
  }

  func plan(for prompt: AgentPrompt) -> ReplyPlan {
    asked.append("\(prompt.agent.name): \(prompt.text)")
    return plan(prompt)
  }

  func takesPart(at occasion: Occasion) -> Bool { occasionPlan != nil }

  func plan(at occasion: Occasion, for prompt: AgentPrompt) -> ReplyPlan? { occasionPlan?() }

  /// Thinks 300 ms and says what it heard, as the recorded servers did.
  static func hearing(thinking time: Duration = .milliseconds(300)) -> TestScript {
    TestScript { prompt in
      if prompt.text.contains("[ignore]") { return ReplyPlan([.think(time), .ignore]) }
      let reply = AgentReply(
        "Eliza heard: \(prompt.text)", thought: "scripted thought", actions: ["REPLY"])
      return ReplyPlan([.think(time), .say(reply)])
    }
  }
}
