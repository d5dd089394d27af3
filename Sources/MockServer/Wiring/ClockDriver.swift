import ElizaDomain
import HostInterface

/// Keeps scenario time in step with the host's time and wakes the world when something is due.
final class ClockDriver {
  private let clock: WorldClock
  private let scheduler: any Scheduler
  private let origin: Instant
  private var wakeUp: ScheduledTask?
  private var armedDeadline: Instant?

  init(clock: WorldClock, scheduler: any Scheduler) {
    self.clock = clock
    self.scheduler = scheduler
    origin = scheduler.now
    clock.onDeadlineChanged = { [unowned self] in arm() }
  }

  deinit {
    clock.onDeadlineChanged = nil
    if let wakeUp { scheduler.cancel(wakeUp) }
  }

  /// Brings the world up to the current turn; called before anything from outside reaches it.
  func synchronize() {
    clock.advance(to: Instant(nanoseconds: scheduler.now.nanoseconds &- origin.nanoseconds))
  }

  private func arm() {
    guard clock.nextDeadline != armedDeadline else { return }
    if let wakeUp { scheduler.cancel(wakeUp) }
    wakeUp = nil
    armedDeadline = clock.nextDeadline
    guard let deadline = armedDeadline else { return }
    let delay = scheduler.now.duration(to: origin.advanced(by: Instant.zero.duration(to: deadline)))
    wakeUp = scheduler.schedule(after: delay) { [unowned self] in
      wakeUp = nil
      armedDeadline = nil
      synchronize()
      arm()
    }
  }
}
