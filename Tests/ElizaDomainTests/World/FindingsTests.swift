import ElizaDomain
import Testing

@Suite struct FindingsTests {
  @Test func reportsEachRuleOncePerConnection() {
    let world = World.testing()
    var reports: [String] = []
    world.findings.onFinding = { reports.append("\($0.connection) \($0.leniency.id)") }
    for connection in ["a", "a", "b"] {
      world.findings.note(.unknownAgent, connection: connection)
    }
    world.findings.note(.sessionRoom, connection: "a")
    #expect(reports == ["a unknown-agent", "b unknown-agent", "a session-room"])
    #expect(world.findings.all.map(\.leniency) == [.unknownAgent, .sessionRoom])
    #expect(world.findings.all.map(\.connectionCount) == [2, 1])
  }

  @Test func reportsAgainAfterTheConnectionHasEnded() {
    let world = World.testing()
    var count = 0
    world.findings.onFinding = { _ in count += 1 }
    world.findings.note(.unknownAgent, connection: "a")
    world.findings.connectionClosed("a")
    world.findings.note(.unknownAgent, connection: "a")
    #expect(count == 2)
  }

  @Test func remembersTheLatestConnectionsOnly() {
    let world = World.testing()
    var reports: [String] = []
    world.findings.onFinding = { reports.append($0.connection) }
    world.findings.note(.unknownAgent, connection: "first")
    for number in 1..<Findings.connectionLimit {
      world.findings.note(.unknownAgent, connection: "\(number)")
    }
    world.findings.note(.unknownAgent, connection: "first")
    #expect(reports.count == Findings.connectionLimit)
    world.findings.note(.unknownAgent, connection: "one more")
    world.findings.note(.unknownAgent, connection: "first")
    #expect(reports.suffix(2) == ["one more", "first"])
  }
}
