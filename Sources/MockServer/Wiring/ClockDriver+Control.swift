import ControlAPI
import ElizaDomain
import ElizaModel
import HostInterface

extension ClockDriver: ScenarioClock {
  var now: Timestamp { clock.now }

  var distanceToNext: Duration? {
    clock.nextDeadline.map { max(clock.position.duration(to: $0), .zero) }
  }

  var pendingCount: Int { clock.pendingCount }
}
