import ElizaDomain
import Scenario
import SocketIOServer

// Each layer has words of its own for the ways to lose a connection, as none knows the others; here they meet.

extension ConnectionLoss {
  /// What a scenario or an overlay calls so.
  init(_ disconnection: Step.Disconnection) {
    switch disconnection {
    case .kick: self = .kick
    case .close: self = .close
    case .reset: self = .reset
    case .silent: self = .silent
    case .ping: self = .ping
    }
  }
}

extension Loss {
  /// What the world calls so.
  init(_ loss: ConnectionLoss) {
    switch loss {
    case .kick: self = .kick
    case .close: self = .close
    case .reset: self = .reset
    case .silent: self = .silent
    case .ping: self = .ping
    }
  }

  /// What a scenario or an overlay calls so.
  init(_ disconnection: Step.Disconnection) {
    self.init(ConnectionLoss(disconnection))
  }
}
