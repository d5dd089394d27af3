public import HostInterface

/// A `Scheduler` whose time moves only when a test says so.
public final class ManualScheduler: Scheduler {
  /// The current time of the test.
  public private(set) var now: Instant = .zero

  private var queue = ActionQueue()

  /// Makes a scheduler that stands at zero.
  public init() {}

  /// The number of actions that wait.
  public var pendingCount: Int { queue.count }

  /// Queues an action at `now + delay`.
  public func schedule(after delay: Duration, _ action: @escaping () -> Void) -> ScheduledTask {
    ScheduledTask(token: queue.insert(action, at: now.advanced(by: max(delay, .zero))))
  }

  /// Takes a waiting action out.
  public func cancel(_ task: ScheduledTask) {
    queue.remove(task.token)
  }

  /// Moves time forward by `duration` and runs everything that falls due, in order, each at its own
  /// time; what they schedule within the span runs as well.
  public func advance(by duration: Duration) {
    let end = now.advanced(by: duration)
    while let deadline = queue.nextDeadline, deadline <= end {
      now = max(now, deadline)
      queue.popDue(at: now)?()
    }
    now = end
  }
}
