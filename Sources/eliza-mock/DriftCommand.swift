import ArgumentParser
import HTTP1
import JSON
import MockServer
import Recording
import ScenarioFiles
import SocketIOClient

/// `eliza-mock drift`: hold a recording against a running server.
struct DriftCommand: ParsableCommand {
  /// How the findings are written.
  enum Form: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
  }

  static let configuration = CommandConfiguration(
    commandName: "drift",
    abstract: "Tell how a running server answers otherwise than the recorded one.",
    discussion: """
      Asks the server everything that the recorded client asked, and compares the shape of what it says: statuses, \
      header fields, members and their types, events. What texts say and how long they took does not count. Ids \
      are those of the server; those that the client made up are made up anew.
      Exit codes: 0 no difference, 1 differences, 2 usage, 3 the file cannot be used, 5 no server answers.
      """)

  @Argument(help: ArgumentHelp("The recording.", valueName: "file.jsonl"))
  var file: String

  @Option(
    help: ArgumentHelp(
      "The server to ask, such as https://eliza.example.com.", valueName: "url"),
    transform: UpstreamArgument.read)
  var target: UpstreamArgument?

  @Option(
    help: ArgumentHelp(
      "How fast the recorded client is: 2 is twice as fast, instant pauses for nothing.",
      valueName: "factor"))
  var speed: SpeedArgument?

  @Option(
    help: ArgumentHelp(
      "How much longer than recorded the server may take for what it said.", valueName: "time"),
    transform: DurationArgument.read)
  var timeout = DurationArgument(.seconds(30))

  @Option(name: .customLong("as"), help: "How the findings are written: text or json.")
  var form = Form.text

  @Flag(help: "Take any certificate of the server.")
  var insecure = false

  @Option(
    help: ArgumentHelp(
      "Send this with every request, such as 'X-API-KEY: …'; may be repeated.", valueName: "field"))
  var header: [HeaderArgument] = []

  @Option(
    help: ArgumentHelp(
      "What was taken out of the recording as {secret:1}, such as 1=hunter2; may be repeated.",
      valueName: "n=value"))
  var secret: [SecretArgument] = []

  @Option(
    help: ArgumentHelp(
      "What an id of the recording is at this server, such as channel:1=UUID; may be repeated.",
      valueName: "name=id"))
  var id: [NamedIDArgument] = []

  @Option(
    help: ArgumentHelp(
      "The agent to talk to, in place of the first recorded one, and so on. (default: the server's)",
      valueName: "id"))
  var agent: [String] = []

  func run() throws {
    guard let target = try EnvironmentFallback.value(target, "TARGET") else {
      throw ValidationError("There is no server to ask: --target http://localhost:3001")
    }
    let fixture = try RecordingInput.fixture(file)
    let options = try driftOptions()
    let drift = LocalDrift(
      fixture, against: target.address,
      trustsAnyone: try EnvironmentFallback.flag(insecure, "INSECURE"), options: options)
    try demandSecrets(drift.missingSecrets)
    SignalWait.ignoreBrokenPipes()
    let outcome = try drift.run()
    tell(outcome, DriftCommand.origin(of: target.address))
    if outcome.unreachable != nil { throw ExitStatus.unreachable }
    if outcome.report.differenceCount > 0 { throw ExitStatus.checkFailed }
  }

  private func driftOptions() throws -> DriftOptions {
    var options = LocalDrift.freshOptions()
    if let speed = try EnvironmentFallback.value(speed, "SPEED") { options.speed = speed.factor }
    options.timeout = timeout.duration
    options.agents = try EnvironmentFallback.values(agent, "AGENT")
    for field in header { options.headers.add(field.name, field.value) }
    for secret in secret { options.secrets[secret.number] = secret.value }
    for id in id { options.ids[id.name] = id.value }
    return options
  }

  private func demandSecrets(_ missing: [Drift.MissingSecret]) throws {
    guard !missing.isEmpty else { return }
    for secret in missing {
      let number = secret.name.filter { $0.isNumber }
      Terminal.complain(
        "\(file):\(secret.line): \(secret.subject) needs \(secret.name), which is not in the recording: "
          + "--secret \(number)=VALUE")
    }
    throw ExitStatus.usage
  }

  private func tell(_ outcome: LocalDrift.Outcome, _ origin: String) {
    if let reason = outcome.unreachable {
      let hint =
        reason.contains("certificate")
        ? "; --insecure takes any certificate, SSL_CERT_FILE names one to trust" : ""
      Terminal.complain("eliza-mock: cannot reach \(origin): \(reason)\(hint)")
    }
    switch form {
    case .text: tellText(outcome, origin)
    case .json:
      var json = outcome.report.json.objectValue ?? JSONObject()
      json["fixture"] = .string(file)
      json["target"] = .string(origin)
      json["unreachable"] = outcome.unreachable.map { .string($0) }
      Terminal.announce(JSON.object(json).text)
    }
  }

  private func tellText(_ outcome: LocalDrift.Outcome, _ origin: String) {
    let report = outcome.report
    for finding in report.findings {
      Terminal.announce((finding.weight == .note ? "note: " : "") + finding.description)
    }
    let end = outcome.unreachable == nil ? "" : ", as far as it came"
    Terminal.announce("\(origin): \(report.summary)\(end)")
  }

  private static func origin(of address: ServerAddress) -> String {
    "\(address.isSecure ? "https" : "http")://\(address.authority)"
  }
}
