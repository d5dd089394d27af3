/// How far the agents are with one message, counted over all of them.
final class MessageProgress {
  /// The agents that are not done yet.
  private(set) var working: Int

  init(agents: Int) {
    working = agents
  }

  /// Notes that one more agent is done; true when it was the last.
  func agentFinished() -> Bool {
    working -= 1
    return working == 0
  }
}
