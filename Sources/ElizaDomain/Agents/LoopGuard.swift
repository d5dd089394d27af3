import ElizaModel

/// Notices a client that sends back what it receives.
///
/// Clients exist that answer every broadcast with a message of the same text; an agent that answers
/// those in turn would talk with the client for ever.
struct LoopGuard {
  /// The repetitions within a second that are still answered.
  static let tolerated = 3

  private struct Streak {
    var channelID: String
    var begin: Timestamp
    var count: Int
  }

  private var streaks: [String: Streak] = [:]

  /// Whether a message, the newest of its channel, is one repetition too many.
  ///
  /// Call it once for each message, after it is stored.
  mutating func isLoop(_ incoming: IncomingMessage, at now: Timestamp) -> Bool {
    guard Self.repeatsLast(incoming) else {
      if !streaks.isEmpty { streaks[incoming.connection] = nil }
      return false
    }
    let id = incoming.channel.id
    if let streak = streaks[incoming.connection], streak.channelID == id,
      streak.begin.milliseconds(to: now) < 1_000
    {
      streaks[incoming.connection]?.count += 1
      return streak.count + 1 > Self.tolerated
    }
    forgetOld(at: now)
    streaks[incoming.connection] = Streak(channelID: id, begin: now, count: 1)
    return false
  }

  private static func repeatsLast(_ incoming: IncomingMessage) -> Bool {
    let messages = incoming.channel.messages
    guard messages.count >= 2 else { return false }
    return messages[messages.count - 2].content == incoming.message.content
  }

  private mutating func forgetOld(at now: Timestamp) {
    guard streaks.count >= 1_024 else { return }
    streaks = streaks.filter { $0.value.begin.milliseconds(to: now) < 1_000 }
  }
}
