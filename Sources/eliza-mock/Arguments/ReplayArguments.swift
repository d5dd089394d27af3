import ArgumentParser
import MockServer
import Recording
import ScenarioFiles

/// How recordings are served, for every command that takes some.
struct ReplayArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "When recorded lines go out: as long after what led to them (causal, the default), as long after the start "
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

  @Option(
    name: .customLong("ignore"),
    help: ArgumentHelp(
      "A field in which clients may differ from the recorded ones, repeatable: as a miss names it, such as "
        + "json.metadata or args[0].payload.source; * stands for any member or element.",
      valueName: "field"))
  var ignored: [String] = []

  /// How to serve these recordings.
  ///
  /// Ends with the exit code of an unusable file, what is wrong with it having been told.
  func settings(serving paths: [String]) throws -> ReplaySettings {
    var settings = ReplaySettings(try paths.map { try RecordingInput.fixture($0) })
    settings.mode = try EnvironmentFallback.value(mode, "MODE") ?? .causal
    if let speed = try EnvironmentFallback.value(speed, "SPEED") { settings.speed = speed.factor }
    settings.ignored = try ignoredFields()
    settings.onMiss = try EnvironmentFallback.value(onMismatch, "ON_MISMATCH") ?? .fail
    return settings
  }

  /// Says what was asked and is not recorded; answers whether the run has failed by it.
  static func hasMissed(_ server: LocalServer, _ settings: ReplaySettings) -> Bool {
    guard settings.onMiss == .fail, let misses = server.replayMisses, !misses.isEmpty else {
      return false
    }
    Terminal.complain("eliza-mock: not everything that was asked is recorded:")
    for miss in misses { Terminal.complain("  \(miss)") }
    Terminal.complain(
      "eliza-mock: --ignore FIELD forgives a field that differs; --on-mismatch skip forgives all")
    return true
  }

  private func ignoredFields() throws -> IgnoredFields {
    let paths = try EnvironmentFallback.values(ignored, "IGNORE")
    do throws(IgnoredFields.UnknownField) {
      return try IgnoredFields(paths)
    } catch {
      throw ValidationError("--ignore: \(error)")
    }
  }
}

extension ReplayOptions.Mode: ExpressibleByArgument {}

extension ReplaySettings.MissPolicy: ExpressibleByArgument {}
