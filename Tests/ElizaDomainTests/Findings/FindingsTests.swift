import ElizaDomain
import JSON
import Testing

@Suite struct FindingsTests {
  @Test func reportsEachRuleOncePerConnection() {
    let world = World.testing()
    var reports: [String] = []
    world.findings.onFinding = { rule, evidence, _ in
      reports.append("\(evidence.connection) \(rule.id)")
    }
    for connection in ["a", "a", "b"] {
      world.findings.note(.unknownAgent, connection: connection)
    }
    world.findings.note(.sessionRoom, connection: "a")
    #expect(reports == ["a unknown-agent", "b unknown-agent", "a session-room"])
    #expect(world.findings.all.map(\.rule) == [.unknownAgent, .sessionRoom])
    #expect(world.findings.all.map(\.connectionCount) == [2, 1])
  }

  @Test func reportsAgainAfterTheConnectionHasEnded() {
    let world = World.testing()
    var count = 0
    world.findings.onFinding = { _, _, _ in count += 1 }
    world.findings.note(.unknownAgent, connection: "a")
    world.findings.connectionClosed("a")
    world.findings.note(.unknownAgent, connection: "a")
    #expect(count == 2)
  }

  @Test func remembersTheLatestConnectionsOnly() {
    let world = World.testing()
    var reports: [String] = []
    world.findings.onFinding = { _, evidence, _ in reports.append(evidence.connection) }
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

@Suite struct FindingEvidenceTests {
  @Test func `evidence says what was seen, when, where and what it is about`() {
    let world = World.testing()
    world.clock.advance(by: .seconds(5))
    world.findings.note(
      .unknownAgent, connection: "a", "asked for it", ids: ["agentId": "x"])
    let finding = world.findings.all.first
    #expect(
      finding?.evidence == [
        Evidence("asked for it", connection: "a", at: world.clock.now, ids: ["agentId": "x"])
      ])
  }

  @Test func `topics of one rule are kept apart, and their connections counted once`() {
    let world = World.testing()
    for topic in ["x", "y", "x"] {
      world.findings.note(.unknownAgent, connection: "a", "saw \(topic)", topic: topic)
    }
    #expect(world.findings.all.first?.evidence.map(\.observation) == ["saw x", "saw y"])
    #expect(world.findings.all.first?.connectionCount == 1)
  }

  @Test func `the first pieces of evidence are kept`() {
    let world = World.testing()
    for number in 0..<20 { world.findings.note(.unknownAgent, connection: "\(number)") }
    let finding = world.findings.all.first
    #expect(finding?.connectionCount == 20)
    #expect(finding?.evidence.map(\.connection) == (0..<8).map(String.init))
  }

  @Test func `a reset forgets`() {
    let world = World.testing()
    world.findings.note(.unknownAgent, connection: "a")
    world.findings.reset()
    #expect(world.findings.all.isEmpty)
    world.findings.note(.unknownAgent, connection: "a")
    #expect(world.findings.all.count == 1)
  }
}
