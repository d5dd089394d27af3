import MockServer
import ScenarioFiles

/// Keeps a running server to its scenario files.
struct ScenarioWatcher {
  /// How often the files are looked at; a change is played after two looks.
  static let interval: Duration = .milliseconds(80)

  private let watch: ScenarioWatch

  init(_ paths: [String], current: ScenarioSet) {
    watch = ScenarioWatch(paths, current: current)
  }

  /// Looks after the files from now on; reading them does not hold up the server.
  func start(_ server: LocalServer) {
    server.follow(watch, every: Self.interval) { Self.play($0, on: $1) }
  }

  /// Plays what has changed, or says why it cannot be played.
  private static func play(_ outcome: ScenarioWatch.Outcome, on server: LocalServer) {
    switch outcome {
    case .reloaded(let scenario, let change):
      server.play(scenario)
      for warning in scenario.warnings { server.warn(warning.description) }
      server.note("reloaded \(scenario.files.joined(separator: ", ")): \(change)")
      for restart in change.restarts { server.warn("\(restart); that needs a restart") }
    case .failed(let unusable):
      for problem in unusable.problems { server.warn(problem.description) }
      server.warn("the scenario stays as it was, until its files are fine")
    }
  }
}
