import ArgumentParser
import Recording

/// How fast a recording is replayed, as typed.
struct SpeedArgument: ExplainedArgument {
  /// How many times faster than recorded; nil for no waiting at all.
  let factor: Double?

  static let expectation = ReplaySpeed.expectation

  init?(argument: String) {
    guard let speed = ReplaySpeed(argument) else { return nil }
    factor = speed.factor
  }
}
