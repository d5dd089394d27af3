import ArgumentParser

/// Where a server listens: the options that `serve`, `run` and `record` share.
struct ListeningAddress: ParsableArguments {
  @Option(
    help: ArgumentHelp("Port to listen on; 0 picks a free one. (default: 3000)"),
    transform: PortNumber.read)
  var port: PortNumber?

  @Option(
    help: ArgumentHelp(
      "Address to listen on; localhost and 127.0.0.1 listen on ::1 too. (default: 127.0.0.1)"))
  var host: String?

  /// The port that was asked for, by option or variable; nil when none was.
  func chosenPort() throws -> UInt16? { try EnvironmentFallback.value(port, "PORT")?.value }

  /// The address that was asked for, by option or variable; nil when none was.
  func chosenHost() throws -> String? { try EnvironmentFallback.value(host, "HOST") }
}
