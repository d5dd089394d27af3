import ControlAPI
import ElizaDomain
import HostInterface
import JSON
import Scenario
import SocketIOServer

extension Site: ControlSubject {
  var scenarioClock: any ScenarioClock { clock }

  var faultControl: (any ControlledFaults)? { faults }

  var script: (any ControlledScript)? { scriptControl }

  var replays: (any ControlledReplays)? { self }

  var version: String { MockServer.version }

  var scenario: ScenarioDefinition? { agents.director.definition }

  var connections: [any ControlledConnection] {
    realtime.sockets.map { socket in
      let user = (socket.state as? SocketConnection)?.entityID
      return ControlledSocket(socket, userID: user, journal: journal, losses: losses)
    }
  }

  func emit(_ event: String, _ arguments: [JSON], toRoom room: String) -> Int {
    realtime.emit(event, arguments, toRoom: room)
  }

  func reset(_ parts: Set<ResetPart>) {
    let isWhole = parts.count == ResetPart.allCases.count
    if parts.contains(.faults) { faults.begin(with: []) }
    if parts.contains(.script) { resetScenario() }
    if parts.contains(.turns) {
      pipeline.reset()
      agents.director.reset()
      world.chronicle.removeAll()
      api.resetRateLimits()
    }
    if parts.contains(.sessions) { world.removeAllSessions() }
    if parts.contains(.channels) { world.removeAllChannels() }
    if parts.contains(.clock) { resetClock(isWhole) }
    if parts.contains(.faults) { faults.begin(with: configuration.overlays) }
    if parts.contains(.agents) {
      world.setAgents(agentsAtStart(world.clock.now))
      scenarioAgents = []
      addAgents(of: agents.director.definition)
    }
    if parts.contains(.findings) {
      world.findings.reset()
      world.tallies.reset()
    }
    if parts.contains(.turns) || parts.contains(.clock) { realtime.replay?.restart() }
    if parts.contains(.journal) { journal.removeAll() }
    journal.record(.reset(parts.map(\.rawValue).sorted()))
  }

  /// Only a world in which nothing waits any more can begin anew.
  private func resetClock(_ isWhole: Bool) {
    guard isWhole else { return clock.setMode(configuration.clock) }
    world.restart(at: startOfTime(), random: configuration.chosenSeed.map(Site.seededIDs) ?? secure)
    clock.restart(configuration.clock)
  }
}
