import HostInterface

/// Lets a log line through once a minute for each reason and peer, so that a flood of requests is no
/// flood of lines.
struct RepetitionFilter {
  private struct Key: Hashable {
    let reason: String
    let peer: String
  }

  /// How long a line keeps the same one out.
  private static let interval: Duration = .seconds(60)

  /// The most lines that are remembered; while there are so many no others pass.
  private static let limit = 1_024

  private var lastTimes: [Key: Instant] = [:]
  private var nextTidying = Instant.zero

  /// Whether a line may pass.
  mutating func passes(_ reason: String, peer: String, at now: Instant) -> Bool {
    let key = Key(reason: reason, peer: peer)
    if let last = lastTimes[key], last.duration(to: now) < Self.interval { return false }
    if lastTimes.count >= Self.limit, now >= nextTidying {
      lastTimes = lastTimes.filter { $0.value.duration(to: now) < Self.interval }
      nextTidying = now.advanced(by: .seconds(1))
    }
    guard lastTimes.count < Self.limit else { return false }
    lastTimes[key] = now
    return true
  }
}
