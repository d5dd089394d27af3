public import HostInterface

extension EventLoop {
  /// The time at which the current turn began; outside `run`, the time of the call.
  public var now: Instant {
    hasRun ? turnStart : Self.clock()
  }

  /// Runs `action` once, `delay` from now; at the next turn when `delay` is zero or less.
  ///
  /// Timers never run early, and late by the length of a turn and at most a millisecond. O(log n).
  public func schedule(after delay: Duration, _ action: @escaping () -> Void) -> ScheduledTask {
    // One nanosecond more than now keeps an action that schedules itself out of its own turn.
    let deadline = now.advanced(by: max(delay, .nanoseconds(1)))
    return ScheduledTask(token: timers.insert(action, at: deadline))
  }

  /// Forgets an action that has not run yet; O(log n).
  public func cancel(_ task: ScheduledTask) {
    timers.remove(task.token)
  }

  func runDueTimers() {
    while let action = timers.popDue(at: turnStart) { action() }
  }
}
