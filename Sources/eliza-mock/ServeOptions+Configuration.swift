import ArgumentParser
import ElizaDomain
import MockServer
import ScenarioFiles

extension ServeOptions {
  /// What a server is started with: what was asked for, and the overlays, which are read here.
  func configuration(playing scenario: ScenarioSet? = nil) throws -> MockServerConfiguration {
    var configuration = try settings(playing: scenario)
    configuration.overlays = try EnvironmentFallback.values(overlays, "OVERLAY")
      .map { try OverlayArgument($0).overlay() }
    return configuration
  }

  /// What the flags and, where they are silent, the environment and then the scenario ask for.
  ///
  /// Reads no file, so that a command line can be validated, and help be given, whatever files hold.
  func settings(playing scenario: ScenarioSet? = nil) throws -> MockServerConfiguration {
    var configuration = MockServerConfiguration()
    if let scenario {
      configuration.script = scenario.script
      if let profile = scenario.profile { configuration.profile = profile }
    }
    try apply(addressTo: &configuration)
    try apply(conversationTo: &configuration)
    if let clock = try EnvironmentFallback.value(clock, "CLOCK") {
      configuration.clock = clock.mode
    }
    configuration.clockStart = try EnvironmentFallback.value(clockStart, "CLOCK_START")?.time
    configuration.sessionLimits = SessionLimits(environment: sessionVariables())
    for limit in try EnvironmentFallback.values(limits, "LIMIT") {
      limit.apply(to: &configuration.limits)
    }
    try apply(encryptionTo: &configuration)
    try apply(limitsTo: &configuration)
    if let log = try EnvironmentFallback.value(log, "LOG") { configuration.logFormat = log.format }
    if let level = try EnvironmentFallback.value(logLevel, "LOG_LEVEL") {
      configuration.logLevel = level.level
    }
    return configuration
  }

  private func apply(addressTo configuration: inout MockServerConfiguration) throws {
    if let port = try address.chosenPort() { configuration.port = port }
    if let host = try address.chosenHost() { configuration.host = host }
    configuration.allowedOrigin = try EnvironmentFallback.value(cors, "CORS")?.origin
  }

  private func apply(limitsTo configuration: inout MockServerConfiguration) throws {
    try apply(keysTo: &configuration)
    configuration.controlToken = try EnvironmentFallback.value(controlToken, "CONTROL_TOKEN")?.key
    configuration.rateLimits = try EnvironmentFallback.value(rateLimit, "RATE_LIMIT")?.limits
    if let limit = try EnvironmentFallback.value(mediaLimit, "MEDIA_LIMIT") {
      configuration.limits.world.mediaBytes = limit.bytes
    }
    if let limit = try EnvironmentFallback.value(bodyLimit, "BODY_LIMIT") {
      configuration.limits.requests.jsonBytes = limit.bytes
      // Somewhat longer bodies are read, so that they are refused in the words of the API.
      configuration.limits.requests.bodyBytes = max(
        configuration.limits.requests.bodyBytes, limit.bytes * 2)
    }
  }

  /// One key for both sides, or else the variables by which real servers guard each side.
  private func apply(keysTo configuration: inout MockServerConfiguration) throws {
    configuration.apiKey = try EnvironmentFallback.value(apiKey, "API_KEY")?.key
    guard configuration.apiKey == nil else { return }
    configuration.apiKey = Terminal.environmentValue("ELIZA_SERVER_AUTH_TOKEN")
    configuration.socketKey = .own(Terminal.environmentValue("SERVER_API_KEY"))
  }

  private func apply(conversationTo configuration: inout MockServerConfiguration) throws {
    if let profile = try chosenProfile() { configuration.profile = profile }
    if let think = try EnvironmentFallback.value(think, "THINK") {
      configuration.thinkTime = try think.parsed()
    }
    configuration.reply = try EnvironmentFallback.value(reply, "REPLY")?.parsed()
    configuration.seed = try EnvironmentFallback.value(seed, "SEED")
    let agents = try EnvironmentFallback.values(agents, "AGENT")
    try Self.checkAgents(agents)
    configuration.characterFiles = try EnvironmentFallback.values(characters, "CHARACTER")
    if !agents.isEmpty || !configuration.characterFiles.isEmpty {
      configuration.agents = agents.map(\.agent)
    }
  }

  private static func checkAgents(_ agents: [AgentArgument]) throws {
    var ids: Set<String> = []
    for agent in agents where !ids.insert(agent.agent.id).inserted {
      throw ValidationError(
        "--agent: '\(agent.agent.id)' is given twice; every agent needs an id of its own.")
    }
  }

  /// The profile that was asked for.
  func chosenProfile() throws -> Profile? {
    switch (strict, profile) {
    case (true, _?):
      throw ValidationError("Give either --strict or --profile: --strict is --profile 1.7.2.")
    case (true, nil):
      return .v1_7_2
    case (false, let profile?):
      return try profile.found()
    case (false, nil):
      if try EnvironmentFallback.flag(false, "STRICT") { return .v1_7_2 }
      return try EnvironmentFallback.value(nil, "PROFILE").map { (profile: ProfileArgument) in
        try profile.found()
      }
    }
  }

  private func apply(encryptionTo configuration: inout MockServerConfiguration) throws {
    let areFlags = tls || tlsCert != nil || tlsKey != nil
    let certificate = try areFlags ? tlsCert : EnvironmentFallback.value(nil, "TLS_CERT")
    let key = try areFlags ? tlsKey : EnvironmentFallback.value(nil, "TLS_KEY")
    switch (certificate, key) {
    case (let certificate?, let key?):
      configuration.encryption = .files(certificate: certificate, key: key)
    case (nil, nil):
      if try EnvironmentFallback.flag(tls, "TLS") { configuration.encryption = .selfSigned }
    case (_?, nil):
      throw ValidationError("--tls-cert needs --tls-key, the private key of the certificate.")
    case (nil, _?):
      throw ValidationError("--tls-key needs --tls-cert, the certificate of the key.")
    }
  }

  /// The variables by which a real server's sessions are limited, as they are set.
  private func sessionVariables() -> [String: String] {
    SessionLimits.variableNames.reduce(into: [:]) { variables, name in
      variables[name] = Terminal.environmentValue(name)
    }
  }
}
