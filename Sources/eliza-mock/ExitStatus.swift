import ArgumentParser

/// The exit codes users' scripts rely on.
enum ExitStatus {
  /// A file that `check` finds wrong.
  static let checkFailed = ExitCode(1)
  /// A command line that makes no sense.
  static let usage = ExitCode(2)
  /// A scenario, overlay, fixture or certificate that cannot be used.
  static let badFile = ExitCode(3)
  /// No address to listen on.
  static let cannotBind = ExitCode(4)
}
