import HTTP1
import HostInterface

extension HTTPConnection {
  /// Sets the deadline of the phase the connection is in; a body gets a new one with every piece.
  func updateTimer() {
    guard stream != nil, !isProcessing else { return }
    let phase = self.phase
    guard phase != timer.phase || phase == .body else { return }
    timer.phase = phase
    timer.deadline = limit(of: phase).map { context.scheduler.now.advanced(by: $0) }
    armTimer()
  }

  /// Forgets the timer.
  func stopTimer() {
    if let task = timer.task { context.scheduler.cancel(task) }
    timer = PhaseTimer()
  }

  private func limit(of phase: PhaseTimer.Phase) -> Duration? {
    switch phase {
    case .idle: context.configuration.keepAliveTimeout
    case .head: context.configuration.headTimeout
    case .body: context.configuration.bodyTimeout
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
