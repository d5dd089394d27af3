import ArgumentParser
import ElizaModel

/// A moment as typed: a date and a time such as `2026-01-01T09:00:00Z`.
struct MomentArgument: ExplainedArgument {
  let time: Timestamp

  static let expectation = "a date and a time in UTC such as 2026-01-01T09:00:00Z"

  init?(argument: String) {
    guard let time = Timestamp(isoText: argument) else { return nil }
    self.time = time
  }
}
