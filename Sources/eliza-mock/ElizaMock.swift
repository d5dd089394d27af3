import ArgumentParser
import MockServer

/// The `eliza-mock` command.
@main
struct ElizaMock: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eliza-mock",
    abstract: "Stands in for an ElizaOS server, so that a frontend can be built offline.",
    discussion: """
      Every option also has an environment variable: ELIZA_MOCK_PORT for --port, \
      ELIZA_MOCK_LOG_LEVEL for --log-level, and so on. A flag beats its variable. Several agents in \
      ELIZA_MOCK_AGENT are separated by commas. Sessions keep to SESSION_DEFAULT_TIMEOUT_MINUTES and \
      the other limits a real server reads, and without --api-key its ELIZA_SERVER_AUTH_TOKEN (calls) and \
      SERVER_API_KEY (sockets) count.
      """,
    version: MockServer.version,
    subcommands: [
      Serve.self, Record.self, ReplayCommand.self, Check.self, Run.self, Explain.self,
      ReportCommand.self,
      DriftCommand.self,
      VerifyCommand.self, SchemaCommand.self, ChatCommand.self, Convert.self,
    ],
    defaultSubcommand: Serve.self)

  /// Parses and runs, with the exit codes of this program in place of the parser's own.
  static func main() {
    do {
      guard !asksForHelp else {
        return print(helpMessage(for: Serve.self) + "\n\n" + configuration.discussion)
      }
      if var server: any ParsableCommand = plainlyServe() { return try run(&server) }
      if let mistake = CommandNames.mistake(in: CommandLine.arguments) { throw mistake }
      var command = try parseAsRoot(Run.ownArguments)
      try run(&command)
    } catch {
      finish(with: error)
    }
  }

  /// The server that the command line asks for, read without a look at the other commands, which would take half of a start.
  ///
  /// Nil where another command may be meant or something is wrong: the whole tree of commands knows what to say then.
  private static func plainlyServe() -> Serve? {
    let words = CommandLine.arguments.dropFirst()
    guard words.first.map({ $0 == "serve" || $0.hasPrefix("--") }) ?? true else { return nil }
    return try? Serve.parse(Array(words.first == "serve" ? words.dropFirst() : words))
  }

  /// Runs a command; what it finds wrong with its command line is told with its own usage.
  private static func run(_ command: inout any ParsableCommand) throws {
    do {
      try command.run()
    } catch let mistake as ValidationError {
      let name = type(of: command)._commandName
      let usage = usageString(for: type(of: command))
      Terminal.complain(
        "Error: \(mistake.message)\nUsage: \(usage)\n  See '\(_commandName) \(name) --help' for more information."
      )
      throw ExitStatus.usage
    }
  }

  /// Whether the whole command line is a plea for help: the default command's options are shown too.
  private static var asksForHelp: Bool {
    ["-h", "--help", "help"].contains { [$0] == CommandLine.arguments.dropFirst() }
  }

  private static func finish(with error: any Error) -> Never {
    let code = exitCode(for: error)
    let message = fullMessage(for: error)
    if code == .success {
      print(message)
    } else if !message.isEmpty {
      Terminal.complain(message)
    }
    Terminal.exit(code == .validationFailure ? ExitStatus.usage.rawValue : code.rawValue)
  }
}
