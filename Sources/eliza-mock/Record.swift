import ArgumentParser
import MockServer
import ScenarioFiles

/// `eliza-mock record`: stand between a frontend and a real server, and write down what they say.
struct Record: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Record what a frontend and a real ElizaOS server say to each other.",
    discussion: """
      Point the frontend at the address this prints, use it, and press Ctrl-C. The file holds one line for each \
      thing that happened, with ids replaced by names and secrets taken out. Nothing that passes is changed.
      """)

  @Option(
    help: ArgumentHelp(
      "The real server, such as https://eliza.example.com.", valueName: "url"),
    transform: UpstreamArgument.read)
  var upstream: UpstreamArgument?

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The file to write, such as chat.jsonl.", valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Rules for more to take out: a file with keys, paths and patterns.", valueName: "rules"))
  var redact: String?

  @OptionGroup var address: ListeningAddress

  @Flag(help: "Take any certificate of the real server.")
  var insecure = false

  @Flag(help: "Tell the real server who asks, in X-Forwarded-For, -Host and -Proto.")
  var forwarded = false

  @Flag(help: "Replace the file if there is one already.")
  var force = false

  @Option(
    help: ArgumentHelp("Write the address to this file once it can serve.", valueName: "path"))
  var readyFile: String?

  func run() throws {
    let configuration = try recorderConfiguration()
    let readyFile = try EnvironmentFallback.value(readyFile, "READY_FILE")
    if let readyFile { Terminal.removeFile(readyFile) }
    SignalWait.ignoreBrokenPipes()
    let recorder = try start(configuration)
    recorder.onNotice = { Terminal.complain("eliza-mock: \($0)") }
    SignalWait.onTermination(recorder.stopper)
    try Terminal.announceAddress(recorder.url, readyFile: readyFile)
    if Terminal.isInteractive { Terminal.complain(introduction(recorder.url)) }
    recorder.run()
    if let readyFile { Terminal.removeFile(readyFile) }
    Terminal.complain("eliza-mock: \(configuration.path): \(recorder.summary.text)")
    if recorder.hasFailed { throw ExitStatus.badFile }
  }

  private func recorderConfiguration() throws -> RecorderConfiguration {
    guard let upstream = try EnvironmentFallback.value(upstream, "UPSTREAM") else {
      throw ValidationError("There is no server to record: --upstream http://localhost:3001")
    }
    guard let output = try EnvironmentFallback.value(output, "OUTPUT") else {
      throw ValidationError("There is no file to write: -o chat.jsonl")
    }
    var configuration = RecorderConfiguration(upstream: upstream.address, path: output)
    configuration.replacesFile = try EnvironmentFallback.flag(force, "FORCE")
    configuration.trustsAnyone = try EnvironmentFallback.flag(insecure, "INSECURE")
    configuration.forwards = try EnvironmentFallback.flag(forwarded, "FORWARDED")
    configuration.port = try address.chosenPort() ?? 3000
    configuration.host = try address.chosenHost() ?? "127.0.0.1"
    if let path = try EnvironmentFallback.value(redact, "REDACT") {
      do throws(UnusableFile) {
        configuration.redaction = try RedactionFile(at: path).rules
      } catch {
        Terminal.complain(error.description)
        throw ExitStatus.badFile
      }
    }
    return configuration
  }

  private func start(_ configuration: RecorderConfiguration) throws -> LocalRecorder {
    do throws(RecorderError) {
      return try LocalRecorder(configuration)
    } catch {
      Terminal.complain("eliza-mock: \(error)")
      switch error {
      case .unreachable: throw ExitStatus.unreachable
      case .start: throw ExitStatus.cannotBind
      case .file: throw ExitStatus.badFile
      }
    }
  }

  private func introduction(_ url: String) -> String {
    """

      Recording what passes between your frontend and the real server
      In your frontend: BASE_URL or socket URL  \(url)
      Finish            Ctrl-C

    """
  }
}
