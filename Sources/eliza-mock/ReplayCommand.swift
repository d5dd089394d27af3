import ArgumentParser
import ElizaDomain
import MockServer
import Recording
import ScenarioFiles

/// `eliza-mock replay`: serve recordings.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Serve recorded conversations.",
    usage: "eliza-mock replay <file.jsonl> ... [<file.mock.yaml> ...] [options of serve]",
    discussion: """
      Clients get what the recorded server said, as long after what led to it as then, with ids of their own. \
      Several recordings are asked in their order. With --on-mismatch script the scenario files answer what \
      nothing recorded fits. Exits with 1 when something did not fit, unless told otherwise.
      """)

  @OptionGroup var options: ServeOptions

  @Option(
    help: ArgumentHelp(
      "When lines go out: as long after what led to them (causal, the default), as long after the start "
        + "(exact), or when asked for (stepped: POST /__mock/v1/replays/step).", valueName: "mode"))
  var mode: ReplayOptions.Mode?

  @Option(
    help: ArgumentHelp(
      "How many times faster than recorded, such as 2, or instant. (default: 1)",
      valueName: "factor|instant"), transform: SpeedArgument.read)
  var speed: SpeedArgument?

  @Option(
    help: ArgumentHelp(
      "What becomes of what nothing recorded fits: a 501 and a failed run (fail, the default), a 404 (skip), "
        + "or the agents answer (script).", valueName: "fail|skip|script"))
  var onMismatch: ReplaySettings.MissPolicy?

  mutating func validate() throws {
    guard !recordings.isEmpty else {
      throw ValidationError("There is no recording to replay: eliza-mock replay chat.jsonl")
    }
  }

  mutating func run() throws {
    let fixtures = try recordings.map(Self.fixture)
    options.files.removeAll(where: Self.isRecording)
    let scenario = options.files.isEmpty ? nil : try options.scenario()
    var configuration = try options.configuration(playing: scenario)
    if try options.chosenProfile() == nil, scenario?.profile == nil,
      let profile = Self.profile(of: fixtures)
    {
      configuration.profile = profile
    }
    var settings = ReplaySettings(fixtures)
    settings.mode = try EnvironmentFallback.value(mode, "MODE") ?? .causal
    if let speed = try EnvironmentFallback.value(speed, "SPEED") { settings.speed = speed.factor }
    settings.onMiss = try EnvironmentFallback.value(onMismatch, "ON_MISMATCH") ?? .fail
    configuration.replay = settings
    let server = try Serve.serve(configuration, options)
    guard settings.onMiss == .fail, let misses = server.replayMisses, !misses.isEmpty else {
      return
    }
    Terminal.complain("eliza-mock: not everything that was asked is recorded:")
    for miss in misses { Terminal.complain("  \(miss)") }
    throw ExitStatus.checkFailed
  }

  private var recordings: [String] { options.files.filter(Self.isRecording) }

  private static func isRecording(_ path: String) -> Bool {
    (FixtureFile.endings + [".har"]).contains(where: path.hasSuffix)
  }

  private static func fixture(_ path: String) throws -> Fixture {
    do throws(UnusableFile) {
      let fixture = try FixtureFile(at: path).fixture
      if fixture.isCut {
        Terminal.complain("eliza-mock: \(path) ends within a line, which is left out")
      }
      return fixture
    } catch {
      Terminal.complain(error.description)
      throw ExitStatus.badFile
    }
  }

  /// The profile of the first recording that names one which is known.
  private static func profile(of fixtures: [Fixture]) -> Profile? {
    fixtures.lazy.compactMap(\.head.profile).compactMap { try? Profile.named($0) }.first
  }
}
