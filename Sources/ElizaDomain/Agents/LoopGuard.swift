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

  /// Streaks by speaker, those of the last second or so apart from those before, so that a whole
  /// generation can be forgotten at once when all in it are over.
  private var streaks: [String: Streak] = [:]
  private var earlierStreaks: [String: Streak] = [:]
  private var generationBegin = Timestamp(milliseconds: 0)

  /// Whether a message, the newest of its channel, is one repetition too many.
  ///
  /// Call it once for each message that would be answered, after it is stored.
  mutating func isLoop(_ incoming: IncomingMessage, at now: Timestamp) -> Bool {
    let speaker = incoming.speaker
    guard Self.repeatsLast(incoming) else {
      forget(speaker)
      return false
    }
    forgetPast(at: now)
    guard var streak = streaks[speaker] ?? earlierStreaks[speaker],
      streak.channelID == incoming.channel.id, streak.begin.milliseconds(to: now) < 1_000
    else {
      streaks[speaker] = Streak(channelID: incoming.channel.id, begin: now, count: 1)
      return false
    }
    streak.count += 1
    streaks[speaker] = streak
    return streak.count > Self.tolerated
  }

  private static func repeatsLast(_ incoming: IncomingMessage) -> Bool {
    let messages = incoming.channel.messages
    guard messages.count >= 2 else { return false }
    return messages[messages.count - 2].content == incoming.message.content
  }

  private mutating func forget(_ speaker: String) {
    if !streaks.isEmpty { streaks[speaker] = nil }
    if !earlierStreaks.isEmpty { earlierStreaks[speaker] = nil }
  }

  private mutating func forgetPast(at now: Timestamp) {
    guard generationBegin.milliseconds(to: now) >= 1_000 else { return }
    generationBegin = now
    earlierStreaks = streaks
    streaks = [:]
  }
}
