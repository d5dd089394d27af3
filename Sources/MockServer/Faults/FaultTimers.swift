import ElizaDomain

/// What faults have put off, in scenario time; all of it is let go of when the server ends.
final class FaultTimers {
  private let clock: WorldClock
  private var tokens: [Int: WorldClock.Token] = [:]
  private var count = 0

  init(_ clock: WorldClock) {
    self.clock = clock
  }

  /// Runs `action` once, so much later; answers the number that cancels it.
  @discardableResult
  func schedule(after delay: Duration, _ action: @escaping () -> Void) -> Int {
    count &+= 1
    let number = count
    tokens[number] = clock.schedule(after: delay) { [weak self] in
      self?.tokens[number] = nil
      action()
    }
    return number
  }

  /// Forgets an action that has not run yet; harmless afterwards.
  func cancel(_ number: Int) {
    if let token = tokens.removeValue(forKey: number) { clock.cancel(token) }
  }

  /// Forgets everything.
  func removeAll() {
    for token in tokens.values { clock.cancel(token) }
    tokens = [:]
  }
}
