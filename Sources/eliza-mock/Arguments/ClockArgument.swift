import ArgumentParser
import ElizaDomain

/// How scenario time runs, as typed: `real`, `manual`, or a factor such as `x10`.
struct ClockArgument: ExplainedArgument {
  let mode: ClockMode

  static let expectation = ClockMode.expectation

  init?(argument: String) {
    guard let mode = ClockMode(argument) else { return nil }
    self.mode = mode
  }
}
