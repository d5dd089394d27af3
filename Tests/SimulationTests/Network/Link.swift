import HostInterface
import TestSupport

/// One connection between a client and the server.
final class Link {
  /// From the client to the server.
  let up: Pipe
  /// From the server to the client.
  let down: Pipe

  let number: Int
  let network: Network
  private var fate: ScheduledTask?
  private var openEnds = 2

  /// Whether neither end needs it any more.
  var isDone: Bool { openEnds == 0 }

  init(_ number: Int, _ conditions: LinkConditions, on network: Network) {
    self.number = number
    self.network = network
    let chance = network.chance.branch("link \(number)")
    up = Pipe(number * 2, conditions, pace: nil, on: network, chance: chance.branch("up"))
    down = Pipe(
      number * 2 + 1, conditions, pace: conditions.clientPace, on: network,
      chance: chance.branch("down"))
    switch conditions.fate {
    case .lasts: break
    case .reset(let delay): expect(delay) { $0.reset() }
    case .silence(let delay): expect(delay) { $0.silence() }
    }
  }

  /// Breaks the connection so that both ends see it.
  func reset() {
    network.trace.note("link \(number): reset")
    up.fail()
    down.fail()
  }

  /// Loses everything from now on without telling anybody.
  func silence() {
    network.trace.note("link \(number): silent")
    up.isSilent = true
    down.isSilent = true
  }

  /// Spares the connection what was to become of it.
  func heal() {
    if let fate { network.clock.cancel(fate) }
    fate = nil
  }

  /// One end needs the connection no more.
  func endIsDone() {
    openEnds -= 1
    guard openEnds == 0 else { return }
    heal()
    up.cut()
    down.cut()
    network.forget(self)
  }

  private func expect(_ delay: Duration, _ action: @escaping (Link) -> Void) {
    fate = network.clock.schedule(after: delay) { [unowned self] in
      fate = nil
      action(self)
    }
  }
}
