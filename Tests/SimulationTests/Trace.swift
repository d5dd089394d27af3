import TestSupport

/// The story of one simulation for whoever has to find out why it failed; costs nothing while off.
final class Trace {
  /// What the line of a failure begins with.
  static let failureMark = "FAILED: "

  let isOn: Bool
  private(set) var lines: [String] = []
  private let clock: ManualScheduler

  init(clock: ManualScheduler, isOn: Bool) {
    self.clock = clock
    self.isOn = isOn
  }

  func note(_ text: @autoclosure () -> String) {
    guard isOn else { return }
    lines.append("\(clock.now.text)  \(text())")
  }
}
