import ElizaDomain
import HostInterface

/// Delays that keep an order: what is late on a way holds up what comes after it on the same way.
final class FaultLanes {
  private struct Lane {
    var due: Instant
    var count: Int
  }

  private let clock: WorldClock
  private let timers: FaultTimers
  private var lanes: [String: Lane] = [:]

  init(_ clock: WorldClock, _ timers: FaultTimers) {
    self.clock = clock
    self.timers = timers
  }

  /// Runs `action` so much later, behind all that waits in the lane; at once when nothing does and
  /// there is no delay.
  func run(in name: String, after delay: Duration, _ action: @escaping () -> Void) {
    let now = clock.position
    var lane = lanes[name] ?? Lane(due: now, count: 0)
    guard lane.count > 0 || delay > .zero else { return action() }
    lane.due = max(lane.due, now.advanced(by: delay))
    lane.count += 1
    lanes[name] = lane
    timers.schedule(after: now.duration(to: lane.due)) { [weak self] in
      action()
      self?.leave(name)
    }
  }

  /// How long something that takes so long on a way has to wait for its end.
  func wait(in name: String, taking time: Duration) -> Duration {
    let now = clock.position
    let start = max(lanes[name]?.due ?? now, now)
    return now.duration(to: start.advanced(by: time))
  }

  private func leave(_ name: String) {
    guard var lane = lanes[name] else { return }
    lane.count -= 1
    lanes[name] = lane.count > 0 ? lane : nil
  }
}
