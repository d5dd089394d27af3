import ArgumentParser
import Scenario

/// A duration as typed: `800ms` or `30s`.
struct DurationArgument: ExplainedArgument {
  let duration: Duration

  static let expectation = "a duration such as 800ms or 30s"

  init(_ duration: Duration) {
    self.duration = duration
  }

  init?(argument: String) {
    guard let duration = try? DurationText.parse(argument) else { return nil }
    self.duration = duration
  }

  var defaultValueDescription: String { "\(duration / .seconds(1)) s" }
}
