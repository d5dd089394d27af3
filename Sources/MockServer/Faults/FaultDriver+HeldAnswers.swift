import ElizaDomain
import HTTP1

/// Answers that wait until an agent has spoken, so that a page hears the reply before its POST is answered.
extension FaultDriver {
  func hold(_ exchange: any HTTPExchange, within time: Duration) -> any HTTPExchange {
    let held = HeldExchange(exchange)
    heldAnswers.append(held)
    timers.schedule(after: time) { [weak self] in
      held.release()
      self?.heldAnswers.removeAll { $0 === held }
    }
    return held
  }

  /// An agent has spoken.
  func releaseHeldAnswers() {
    guard !heldAnswers.isEmpty else { return }
    let held = heldAnswers
    heldAnswers = []
    afterThisTurn { for exchange in held { exchange.release() } }
  }
}
