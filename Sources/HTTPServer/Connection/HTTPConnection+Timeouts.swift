import HTTP1
import HostInterface

extension HTTPConnection {
  /// Sets the deadline of the phase the connection is in; a body gets a new one with every piece.
  func updateTimer() {
    guard stream != nil, !isProcessing else { return }
    let phase = self.phase
    guard phase != timer.phase || phase == .body else { return }
    let now = context.scheduler.now
    if phase != timer.phase { timer.start = now }
    timer.phase = phase
    timer.deadline = deadline(of: phase, at: now)
    armTimer()
  }

  /// Forgets the timer.
  func stopTimer() {
    if let task = timer.task { context.scheduler.cancel(task) }
    timer = PhaseTimer()
  }

  private func deadline(of phase: PhaseTimer.Phase, at now: Instant) -> Instant? {
    let limits = context.configuration
    return switch phase {
    case .idle: now.advanced(by: limits.keepAliveTimeout)
    case .head: now.advanced(by: limits.headTimeout)
    case .body:
      min(now.advanced(by: limits.bodyPauseTimeout), timer.start.advanced(by: limits.bodyTimeout))
    case .answering: nil
    }
  }

  private func armTimer() {
    guard let deadline = timer.deadline else { return }
    if let wake = timer.wake, wake <= deadline { return }
    if let task = timer.task { context.scheduler.cancel(task) }
    timer.wake = deadline
    timer.task = context.scheduler.schedule(after: context.scheduler.now.duration(to: deadline)) {
      self.timerFired()
    }
  }

  private func timerFired() {
    timer.task = nil
    timer.wake = nil
    guard let deadline = timer.deadline else { return }
    guard deadline <= context.scheduler.now else { return armTimer() }
    switch timer.phase {
    case .idle: end()
    case .head: fail(.headTimedOut)
    case .body: fail(.bodyTimedOut)
    case .answering, nil: break
    }
  }
}
