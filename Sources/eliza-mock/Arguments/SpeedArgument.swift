import ArgumentParser
import Recording

/// How fast a recording is replayed, as typed: a factor, or `instant`.
struct SpeedArgument: ExplainedArgument {
  /// How many times faster than recorded; nil for no waiting at all.
  let factor: Double?

  static let expectation = "a factor from 0.001 to 1000000, such as 2 or 0.5, or instant"

  init?(argument: String) {
    if argument == "instant" {
      factor = nil
      return
    }
    let digits = argument.hasPrefix("x") ? String(argument.dropFirst()) : argument
    guard let number = Double(digits), ReplayOptions.speeds.contains(number) else { return nil }
    factor = number
  }
}
