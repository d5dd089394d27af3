import Reactor
public import Scenario

/// What the program around the server does with it; all on the thread that serves.
extension LocalServer {
  /// Plays another scenario from the next message on; replies under way go on as they were planned.
  public func play(_ scenario: ScenarioDefinition) {
    site.reload(scenario)
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
