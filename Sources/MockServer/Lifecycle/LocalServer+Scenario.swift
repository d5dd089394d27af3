import Reactor
package import ScenarioFiles

/// What the program around the server does with it; all on the thread that serves.
extension LocalServer {
  /// Plays what the scenario files say now from the next message on; replies under way go on as they were planned.
  ///
  /// A reset goes back to this.
  package func play(_ scenario: ScenarioSet) {
    site.scriptControl.play(scenario.script, isHome: true)
  }

  /// Runs `body` again and again, `interval` apart in real time, while the server runs.
  public func repeatEvery(_ interval: Duration, _ body: @escaping () -> Void) {
    _ = loop.schedule(after: interval) { [weak self] in
      guard let self else { return }
      body()
      repeatEvery(interval, body)
    }
  }

  /// Writes a line to the log.
  public func note(_ text: String) {
    site.log.notice(text)
  }

  /// Writes a warning to the log.
  public func warn(_ text: String) {
    site.log.warning(text)
  }
}
