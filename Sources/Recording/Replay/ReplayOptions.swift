package import ElizaModel
import HostInterface

/// How a fixture is replayed.
package struct ReplayOptions: Hashable, Sendable {
  /// When a line of the server goes out.
  package enum Mode: String, Hashable, Sendable, CaseIterable {
    /// As long after what led to it as in the recording.
    case causal
    /// As long after the first contact as in the recording, but never before what led to it.
    case exact
    /// Events wait until somebody asks for the next one; answers go out at once.
    case stepped
  }

  /// When lines go out.
  package var mode: Mode
  /// How many times faster than recorded; nil for no waiting at all.
  package var speed: Double?
  /// What the ids that only the server made up are made from.
  package var seed: UInt64
  /// The moment that the replay's time counts from.
  package var start: Timestamp

  /// Where live clients may differ from the recorded ones.
  package var ignored: IgnoredFields

  /// Whether texts that look like the names of secrets are told from these, for a recorder that knows of both.
  var keepsSecretMarks = false

  /// How many times faster than recorded a replay can be.
  package static let speeds: ClosedRange<Double> = 0.001...1_000_000

  /// Makes options; a speed outside of `speeds` is taken for the nearest within.
  package init(
    mode: Mode = .causal, speed: Double? = 1, seed: UInt64 = 0, start: Timestamp,
    ignored: IgnoredFields = IgnoredFields()
  ) {
    self.mode = mode
    self.speed = speed.map {
      min(max($0, ReplayOptions.speeds.lowerBound), ReplayOptions.speeds.upperBound)
    }
    self.seed = seed
    self.start = start
    self.ignored = ignored
  }

  /// A recorded span at the speed of the replay.
  func scaled(_ span: Duration) -> Duration {
    guard let speed, speed > 0 else { return .zero }
    // Whole nanoseconds, as clocks count: a fraction of one would be due and never be reached.
    return speed == 1 ? span : .nanoseconds((span / speed).clampedNanoseconds)
  }
}
