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

  /// Does the same once what is being sent in this turn has arrived: effects that take what is queued from a client
  /// wait until it has fetched that, and a restart, which takes it from everybody, until all have.
  func strikeAfterDelivery(_ sessions: [EngineSession], with effects: [Effect]) {
    let beginning = beginningCount
    afterThisTurn { [weak self] in
      guard let self, beginning == beginningCount else { return }
      for effect in effects {
        guard effect.takesWhatIsQueued else {
          strike(sessions, with: [effect])
          continue
        }
        guard case .restart = effect else {
          for session in sessions {
            afterDelivery(to: [session]) { [weak self] in self?.strike([session], with: [effect]) }
          }
          continue
        }
        afterDelivery(to: Array(server.engine.sessions)) { [weak self] in
          self?.strike([], with: [effect])
        }
      }
    }
  }

  /// Runs `action` once nothing is queued for any of the sessions, unless all begins anew before that.
  private func afterDelivery(to sessions: [EngineSession], _ action: @escaping () -> Void) {
    guard !sessions.isEmpty else { return action() }
    let beginning = beginningCount
    var left = sessions.count
    for session in sessions.sorted(by: { $0.id < $1.id }) {
      session.afterDelivery { [weak self] in
        left -= 1
        if left == 0, beginning == self?.beginningCount { action() }
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
  /// Whether a client between two polls never gets what is queued for it.
  fileprivate var takesWhatIsQueued: Bool {
    switch self {
    case .lose(.reset, _), .lose(.silent, _), .forgetSession, .restart: true
    default: false
    }
  }
}
