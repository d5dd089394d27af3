import HostInterface

/// How long each attempt to come back waits: twice as long as the one before, moved by chance.
///
/// The arithmetic is that of the JavaScript client, whole milliseconds included.
struct Backoff: Hashable {
  /// The attempts since the last reset.
  private(set) var attempts = 0

  private let first: Double
  private let limit: Double
  private let jitter: Double

  init(_ options: ClientOptions) {
    first = options.reconnectionDelay.milliseconds
    limit = options.reconnectionDelayMax.milliseconds
    jitter = min(max(options.randomizationFactor, 0), 1)
  }

  /// The delay of the next attempt, which is counted.
  mutating func next(_ random: RandomSource) -> Duration {
    // Far beyond any limit, and far from what a number can hold.
    var delay = first * Double(sign: .plus, exponent: min(attempts, 64), significand: 1)
    attempts += 1
    if jitter > 0 {
      let chance = Double(random.next() >> 11) * 0x1p-53
      let deviation = (chance * jitter * delay).rounded(.down)
      let isEarlier = Int(chance * 10) & 1 == 0
      delay = isEarlier ? delay - deviation : delay + deviation
    }
    return .milliseconds(Int64(min(delay, limit, 2_147_483_647)))
  }

  /// Begins anew.
  mutating func reset() {
    attempts = 0
  }
}

extension Duration {
  fileprivate var milliseconds: Double {
    Double(max(clampedNanoseconds, 0)) / 1_000_000
  }
}
