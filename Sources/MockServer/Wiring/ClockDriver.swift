import ElizaDomain
import HostInterface

/// Moves scenario time: in step with the host's time, faster or slower, or by hand.
///
/// By hand the clock stands until it is told to move; what is due at the time it shows happens all the same.
final class ClockDriver {
  /// How time runs.
  private(set) var mode: ClockMode

  /// Called after time was moved by hand or the mode was changed, with the time passed over.
  var onChange: ((Duration) -> Void)?

  let clock: WorldClock
  private let scheduler: any Scheduler
  /// A moment of the host's time, and the scenario time it is.
  private var origin: Instant
  private var originPosition: Instant = .zero
  private var wakeUp: ScheduledTask?
  private var armedDeadline: Instant?

  init(clock: WorldClock, scheduler: any Scheduler, mode: ClockMode = .real) {
    self.clock = clock
    self.scheduler = scheduler
    self.mode = mode
    origin = scheduler.now
    originPosition = clock.position
    clock.onDeadlineChanged = { [unowned self] in arm() }
  }

  deinit {
    clock.onDeadlineChanged = nil
    if let wakeUp { scheduler.cancel(wakeUp) }
  }

  /// Brings the world up to the current turn; called before anything from outside reaches it.
  func synchronize() {
    clock.advance(to: present)
  }

  /// Lets time run in another way from now on; what has passed has passed.
  func setMode(_ mode: ClockMode) {
    synchronize()
    self.mode = mode
    rebase()
    onChange?(.zero)
  }

  /// Goes on from what the clock shows, which was set back.
  func restart(_ mode: ClockMode) {
    self.mode = mode
    rebase()
    onChange?(.zero)
  }

  /// Moves time on by `duration`, in every mode, and runs everything due on the way, in order.
  ///
  /// Answers how far time has moved, which is less where it ends.
  @discardableResult
  func advance(by duration: Duration) -> Duration {
    synchronize()
    let start = clock.position
    clock.advance(by: duration)
    let distance = start.duration(to: clock.position)
    rebase()
    onChange?(distance)
    return distance
  }

  /// Moves time on to the next thing that is due, and runs it; answers how far that was.
  ///
  /// Nil when nothing waits.
  func advanceToNext() -> Duration? {
    synchronize()
    guard let deadline = clock.nextDeadline else { return nil }
    let distance = max(clock.position.duration(to: deadline), .zero)
    clock.advance(to: deadline)
    rebase()
    onChange?(distance)
    return distance
  }

  /// The scenario time that it is now.
  private var present: Instant {
    switch mode {
    case .real: originPosition.advanced(byNanoseconds: passed)
    case .scaled(let factor):
      originPosition.advanced(by: origin.duration(to: scheduler.now) * factor)
    case .manual: clock.position
    }
  }

  /// The nanoseconds of the host's time since its origin.
  private var passed: Int64 { scheduler.now.nanoseconds &- origin.nanoseconds }

  private func rebase() {
    origin = scheduler.now
    originPosition = clock.position
    armedDeadline = nil
    arm()
  }

  private func arm() {
    guard clock.nextDeadline != armedDeadline || armedDeadline == nil else { return }
    if let wakeUp { scheduler.cancel(wakeUp) }
    wakeUp = nil
    armedDeadline = clock.nextDeadline
    guard let deadline = armedDeadline, let delay = delay(until: deadline) else { return }
    wakeUp = scheduler.schedule(after: delay) { [unowned self] in
      wakeUp = nil
      armedDeadline = nil
      synchronize()
      arm()
    }
  }

  /// How long the host has to wait; nil when it takes somebody's hand.
  ///
  /// Never too short: what remained would be less than the host can wait, and it would come back at the same
  /// instant again and again.
  private func delay(until deadline: Instant) -> Duration? {
    let distance = present.duration(to: deadline)
    switch mode {
    case .real: return distance
    case .scaled(let factor): return distance <= .zero ? .zero : (distance / factor).roundedUp
    case .manual: return distance <= .zero ? .zero : nil
    }
  }
}

extension Duration {
  /// The duration rounded up to whole nanoseconds.
  fileprivate var roundedUp: Duration {
    let whole = Duration.nanoseconds(clampedNanoseconds)
    return whole < self ? whole + .nanoseconds(1) : whole
  }
}

extension Instant {
  /// The instant so much later; saturates at the end of the time line.
  ///
  /// Every event of a client asks for it, so it does without the wide arithmetic of `Duration`.
  fileprivate func advanced(byNanoseconds span: Int64) -> Instant {
    let (sum, overflow) = nanoseconds.addingReportingOverflow(span)
    return Instant(nanoseconds: overflow ? .max : sum)
  }
}
