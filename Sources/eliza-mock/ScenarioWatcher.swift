import MockServer
import ScenarioFiles

/// Keeps a running server to its scenario files; used on the thread that serves.
final class ScenarioWatcher {
  /// How often the files are looked at.
  static let interval: Duration = .milliseconds(200)

  private var watch: ScenarioWatch
  private weak var server: LocalServer?

  init(_ paths: [String], current: ScenarioSet, server: LocalServer) {
    watch = ScenarioWatch(paths, current: current)
    self.server = server
  }

  /// Plays what has changed, or says why it cannot be played.
  func look() {
    guard let server, let outcome = watch.look() else { return }
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
