import ArgumentParser
import ElizaDomain
import MockServer
import ScenarioFiles

/// `eliza-mock serve`: stand in for an ElizaOS server until told to stop.
struct Serve: ParsableCommand {
  static let configuration = CommandConfiguration(
    // The parser does not look for a request for completions where a command that it reads on its own, as
    // ElizaMock.plainlyServe does, has a super-command; the look would take a tenth of a start.
    _superCommandName: "eliza-mock",
    abstract: "Stand in for an ElizaOS server (the default command).")

  @OptionGroup var options: ServeOptions

  /// Finds what is wrong with the command line before anything is started.
  func validate() throws { _ = try options.settings() }

  func run() throws {
    let scenario = try options.scenario()
    try Serve.serve(try options.configuration(playing: scenario), options) { server in
      if let scenario { try watch(scenario, for: server) }
    }
  }

  /// Serves until told to stop, having told where.
  @discardableResult
  static func serve(
    _ configuration: MockServerConfiguration, _ options: ServeOptions,
    prepare: (LocalServer) throws -> Void = { _ in }
  ) throws -> LocalServer {
    let readyFile = try EnvironmentFallback.value(options.readyFile, "READY_FILE")
    let opensPage = try EnvironmentFallback.flag(options.open, "OPEN")
    if let readyFile { Terminal.removeFile(readyFile) }
    SignalWait.ignoreBrokenPipes()
    DescriptorLimit.raise(to: configuration.limits.connections + DescriptorLimit.reserve)
    let server = try start(configuration)
    SignalWait.onTermination(server.stopper)
    for warning in UnknownVariables.warnings { server.warn(warning) }
    try prepare(server)
    try announce(server, configuration, readyFile: readyFile)
    if opensPage, let failure = Browser.show(server.url + "/chat-socket") {
      Terminal.complain("eliza-mock: cannot open the page: \(failure)")
    }
    server.run()
    if let readyFile { Terminal.removeFile(readyFile) }
    return server
  }

  private func watch(_ scenario: ScenarioSet, for server: LocalServer) throws {
    for warning in scenario.warnings { server.warn(warning.description) }
    guard try EnvironmentFallback.flag(options.watch, "WATCH") else { return }
    let watcher = ScenarioWatcher(try options.scenarioPaths(), current: scenario)
    watcher.start(server)
  }

  /// Starts a server, or complains and throws the exit code that says why it cannot.
  static func start(_ configuration: MockServerConfiguration) throws -> LocalServer {
    do {
      return try LocalServer(configuration)
    } catch {
      Terminal.complain("eliza-mock: \(error)")
      throw error.isAddressProblem ? ExitStatus.cannotBind : ExitStatus.badFile
    }
  }

  private static func announce(
    _ server: LocalServer, _ configuration: MockServerConfiguration, readyFile: String?
  ) throws {
    try Terminal.announceAddress(server.url, readyFile: readyFile)
    guard Terminal.isInteractive, configuration.logFormat == .pretty else { return }
    Terminal.complain(Banner(url: server.url, agents: server.agents).text)
  }
}
