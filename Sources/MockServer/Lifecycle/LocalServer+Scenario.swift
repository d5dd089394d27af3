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

  /// Looks after scenario files from now on, `interval` apart in real time.
  ///
  /// They are read and understood on another thread; `act` is called on the thread that serves, with what came of it.
  package func follow(
    _ watch: ScenarioWatch, every interval: Duration,
    act: @escaping @Sendable (ScenarioWatch.Outcome, LocalServer) -> Void
  ) {
    let server = LoopBound(self, handle: loop.handle)
    Task.detached(priority: .utility) {
      var watch = watch
      while true {
        try? await Task.sleep(for: interval)
        guard let outcome = watch.look() else { continue }
        guard server.run({ act(outcome, $0) }) else { return }
      }
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
