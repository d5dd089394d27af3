import HostInterface

/// A scheduler whose time passes without its actions, as on a host that is busy or was asleep.
final class LateScheduler: Scheduler {
  private(set) var now: Instant = .zero
  private var queue = ActionQueue()

  func schedule(after delay: Duration, _ action: @escaping () -> Void) -> ScheduledTask {
    ScheduledTask(token: queue.insert(action, at: now.advanced(by: delay)))
  }

  func cancel(_ task: ScheduledTask) {
    queue.remove(task.token)
  }

  /// Lets time pass, and nothing else.
  func pass(_ duration: Duration) {
    now = now.advanced(by: duration)
  }

  /// Runs what is due by now.
  func runDue() {
    while let action = queue.popDue(at: now) { action() }
  }
}
