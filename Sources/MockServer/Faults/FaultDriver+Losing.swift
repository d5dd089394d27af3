import Scenario
import SocketIOServer

extension FaultDriver {
  /// Does to sessions what effects that lose, forget and restart say; all others mean nothing here.
  func strike(_ sessions: [EngineSession], with effects: [Effect]) {
    // In an order that does not change from run to run.
    let sessions = sessions.sorted { $0.id < $1.id }
    for effect in effects {
      switch effect {
      case .lose(let disconnection, let duration):
        for session in sessions { losses.lose(session, Loss(disconnection), for: duration) }
      case .forgetSession:
        for session in sessions { session.forget() }
      case .restart(let duration): restart(for: duration)
      default: break
      }
    }
  }

  /// Does the same to each session once its client has what is being sent to it in this turn; a restart comes when
  /// all of them have.
  func strikeAfterDelivery(_ sessions: [EngineSession], with effects: [Effect]) {
    let sessions = sessions.sorted { $0.id < $1.id }
    let beginning = beginningCount
    afterThisTurn { [weak self] in
      guard !sessions.isEmpty else { return self?.strike([], with: effects) ?? () }
      var left = sessions.count
      for session in sessions {
        session.afterDelivery { [weak self] in
          guard let self, beginning == self.beginningCount else { return }
          strike([session], with: effects.filter { !$0.isRestart })
          left -= 1
          if left == 0 { strike([], with: effects.filter(\.isRestart)) }
        }
      }
    }
  }

  /// Resets every connection, and every one that is made within the time.
  func restart(for duration: Duration) {
    downUntil = now + duration
    for session in server.engine.sessions.sorted(by: { $0.id < $1.id }) { session.lose(.reset) }
  }

  /// Whether the server plays dead.
  var isDown: Bool {
    guard let downUntil else { return false }
    guard now < downUntil else {
      self.downUntil = nil
      return false
    }
    return true
  }
}

extension Effect {
  /// Whether it is no session's but strikes everybody.
  fileprivate var isRestart: Bool {
    if case .restart = self { true } else { false }
  }
}
