import ArgumentParser

/// The exit codes users' scripts rely on.
enum ExitStatus {
  /// A command line that makes no sense.
  static let usage = ExitCode(2)
  /// A scenario, overlay, fixture or certificate that cannot be used.
  static let badFile = ExitCode(3)
  /// No address to listen on.
  static let cannotBind = ExitCode(4)
}
