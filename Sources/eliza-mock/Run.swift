import ArgumentParser
import ControlAPI
import MockServer

/// `eliza-mock run`: a server for the time of one command, such as a test suite.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Start on a free port, run a command against it, and exit as the command does.",
    usage: "eliza-mock run [options of serve] -- <command> ...",
    discussion: """
      Among the files named may be recordings, which answer first, as with eliza-mock replay. \
      The command finds the address in ELIZA_MOCK_URL and, unless they are set, in VITE_API_URL and \
      NEXT_PUBLIC_SERVER_URL. Without --port a free port is used. SIGINT and SIGTERM are passed on to the \
      command; a second one ends it at once.
      """)

  /// The variables in which frontends look for the address; set where they are not.
  private static let frontendVariables = ["VITE_API_URL", "NEXT_PUBLIC_SERVER_URL"]

  @OptionGroup var options: ServeOptions

  @OptionGroup var replay: ReplayArguments

  /// The command of this program's command line: what stands after the first `--`.
  ///
  /// Not an argument of the parser, which has room for one list only, that of the scenario files.
  static var command: [String] {
    Array(CommandLine.arguments.drop { $0 != "--" }.dropFirst())
  }

  /// The arguments of this program's command line that are its own; all of them unless it is to run a command.
  static var ownArguments: [String] {
    let arguments = CommandLine.arguments.dropFirst()
    return Array(arguments.first == "run" ? arguments.prefix { $0 != "--" } : arguments)
  }

  /// Finds what is wrong with the command line before anything is started.
  func validate() throws {
    try options.refuseWatch("run")
    guard !Run.command.isEmpty else {
      throw ValidationError("There is no command: eliza-mock run -- npm test")
    }
    _ = try options.settings()
  }

  func run() throws {
    var configuration =
      try options.recordings.isEmpty
      ? options.configuration(playing: options.scenario())
      : options.configuration(replayedAs: replay)
    if try options.address.chosenPort() == nil { configuration.port = 0 }
    SignalWait.ignoreBrokenPipes()
    DescriptorLimit.raise(to: configuration.limits.connections + DescriptorLimit.reserve)
    let server = try Serve.start(configuration)
    for warning in UnknownVariables.warnings { server.warn(warning) }
    let child = try start(server.url)
    SignalWait.onSignal { number, isRepeated in
      isRepeated ? child.end() : child.forward(number)
    }
    guard child.onEnd(server.stopper) else {
      child.end()
      throw ExitCode(child.exitCode())
    }
    server.run()
    let code = child.exitCode()
    let report = server.finalReport()
    Terminal.complain(report.text)
    let hasMissed = configuration.replay.map { ReplayArguments.hasMissed(server, $0) } ?? false
    let isUnmet = code == 0 && (!report.isMet || hasMissed)
    // Not thrown: the parser has a meaning of its own for some codes.
    Terminal.exit(isUnmet ? ExitStatus.checkFailed.rawValue : code)
  }

  private func start(_ url: String) throws -> ChildProcess {
    let unset = Run.frontendVariables.filter { Terminal.environmentValue($0) == nil }
    do throws(ChildProcessError) {
      return try ChildProcess(
        Run.command, environment: (["ELIZA_MOCK_URL"] + unset).map { (name: $0, value: url) })
    } catch {
      Terminal.complain("eliza-mock: \(error)")
      throw ExitCode(error.exitCode)
    }
  }
}
