import ElizaDomain
import HostInterface

/// What faults have put off, in scenario time; all of it is let go of when the server ends.
final class FaultTimers {
  private let clock: WorldClock
  private var waiting: [Int: (token: WorldClock.Token, action: () -> Void)] = [:]
  private var count = 0
  /// Whether what waits is being run all at once, without time going by.
  private(set) var isFlushing = false

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
  ///
  /// What is put off meanwhile has a greater number than all that waited before, so its turn is after theirs.
  func flush() {
    isFlushing = true
    while !waiting.isEmpty {
      for number in waiting.keys.sorted() {
        if let token = waiting[number]?.token { clock.cancel(token) }
        run(number)
      }
    }
    isFlushing = false
  }

  /// How often something that happens every `interval` will do so, after now, before anything else can.
  ///
  /// Not once when time goes by itself: anything may come from outside. While the clock is on its way to a later
  /// moment only what waits in it can.
  func undisturbedTurns(every interval: Duration) -> Int {
    guard let destination = clock.destination else { return 0 }
    var end = destination.nanoseconds
    if let next = clock.nextDeadline { end = min(end, next.nanoseconds - 1) }
    return max(Int((end - clock.position.nanoseconds) / interval.clampedNanoseconds), 0)
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
