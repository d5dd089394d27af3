import DequeModule

/// The messages that one agent is done with as soon as it is done with the message that has taken their place.
///
/// However many there are, they take little: those that wait for this agent alone are only counted. Of those that
/// other agents still work on as well, the oldest no longer wait for this one once there are too many; the last of
/// their agents takes them over.
struct SupersededMessages {
  /// The most messages that wait for this agent and for others.
  static let limit = 1_024

  private(set) var shared = Deque<MessageProgress>()
  private var aloneCount = 0

  /// Adds a message that the agent is not done with.
  mutating func add(_ progress: MessageProgress) {
    guard progress.working != 1 else {
      aloneCount += 1
      return
    }
    shared.append(progress)
    guard shared.count > Self.limit, let oldest = shared.popFirst() else { return }
    if oldest.agentFinished() { aloneCount += 1 }
  }

  /// Notes that the agent is done with all of them; answers how many no other agent works on any more.
  func agentFinished() -> Int {
    shared.reduce(aloneCount) { $1.agentFinished() ? $0 + 1 : $0 }
  }
}
