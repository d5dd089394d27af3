import HostInterface
import TestSupport

/// The server's own timers on the clock that everybody shares, so that they can be told from those of people and network.
final class ServerTimers: Scheduler {
  private let clock: ManualScheduler
  private var waiting: Set<ScheduledTask> = []

  init(on clock: ManualScheduler) {
    self.clock = clock
  }

  var now: Instant { clock.now }

  /// The number of actions of the server that wait.
  var pendingCount: Int { waiting.count }

  func schedule(after delay: Duration, _ action: @escaping () -> Void) -> ScheduledTask {
    var own: ScheduledTask?
    let task = clock.schedule(after: delay) { [self] in
      if let own { waiting.remove(own) }
      action()
    }
    own = task
    waiting.insert(task)
    return task
  }

  func cancel(_ task: ScheduledTask) {
    waiting.remove(task)
    clock.cancel(task)
  }
}
