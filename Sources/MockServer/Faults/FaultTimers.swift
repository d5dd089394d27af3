import ElizaDomain

/// What faults have put off, in scenario time; all of it is let go of when the server ends.
final class FaultTimers {
  private let clock: WorldClock
  private var waiting: [Int: (token: WorldClock.Token, action: () -> Void)] = [:]
  private var count = 0

  init(_ clock: WorldClock) {
    self.clock = clock
  }

  /// Runs `action` once, so much later; answers the number that cancels it.
  @discardableResult
  func schedule(after delay: Duration, _ action: @escaping () -> Void) -> Int {
    count &+= 1
    let number = count
    let token = clock.schedule(after: delay) { [weak self] in self?.run(number) }
    waiting[number] = (token, action)
    return number
  }

  /// Forgets an action that has not run yet; harmless afterwards.
  func cancel(_ number: Int) {
    if let entry = waiting.removeValue(forKey: number) { clock.cancel(entry.token) }
  }

  /// Runs now, in the order in which it was put off, what waits, and what is put off by that.
  func flush() {
    while let number = waiting.keys.min() {
      if let token = waiting[number]?.token { clock.cancel(token) }
      run(number)
    }
  }

  /// Forgets everything.
  func removeAll() {
    for entry in waiting.values { clock.cancel(entry.token) }
    waiting = [:]
  }

  private func run(_ number: Int) {
    waiting.removeValue(forKey: number)?.action()
  }
}
