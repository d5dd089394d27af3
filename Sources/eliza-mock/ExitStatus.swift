import ArgumentParser

/// The exit codes users' scripts rely on.
enum ExitStatus {
  /// A file that `check` finds wrong.
  static let checkFailed = ExitCode(1)
  /// An expectation that is not met.
  static let unmet = ExitCode(1)
  /// A command line that makes no sense.
  static let usage = ExitCode(2)
  /// A scenario, overlay, fixture or certificate that cannot be used.
  static let badFile = ExitCode(3)
  /// No address to listen on.
  static let cannotBind = ExitCode(4)
  /// Nobody answers where a server should be.
  static let unreachable = ExitCode(5)
  /// An answer that did not come in time.
  static let timedOut = ExitCode(6)
}
