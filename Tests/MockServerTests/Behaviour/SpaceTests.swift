import ControlAPI
import ElizaDomain
import HTTP1
import JSON
import Scenario
import Testing

@testable import MockServer

/// Isolated worlds in one process.
@Suite struct SpaceTests {
  private static let workers = 8
  private static let tests = 50

  private func manual(_ configuration: inout MockServerConfiguration) {
    configuration.clock = .manual
    configuration.thinkTime = .fixed(.seconds(2))
    configuration.reply = try? ReplyTemplate("You said {{ text }}")
  }

  @Test func workersNeverSeeOneAnother() async throws {
    try await TestServer.run(configure: manual) { server in
      let port = server.port
      let workers = (0..<Self.workers).map { number in
        BackgroundThread { try Self.work(number, at: port) }
      }
      var replies: [[String]] = []
      for worker in workers { replies.append(try await worker.value) }
      for (number, heard) in replies.enumerated() {
        #expect(heard == (0..<Self.tests).map { "You said \(number)/\($0)" })
      }
      let control = try HTTPClient(port: port)
      #expect(try control.request(.get, "/__mock/v1/spaces").json["spaces"] == [])
      #expect(try control.request(.get, "/__mock/v1/rooms").json["rooms"] == [])
    }
  }

  /// Runs its tests in a space of its own, all in the same room as every other worker, and answers all that
  /// was heard there.
  private static func work(_ number: Int, at port: UInt16) throws -> [String] {
    let home = try HTTPClient(port: port)
    let id = "worker-\(number)"
    let made = try home.request(
      .post, "/__mock/v1/spaces", json: ["id": .string(id), "seed": JSON(number)])
    try #require(made.status == 201)
    let space = try #require(made.json["port"]?.intValue.flatMap(UInt16.init))
    let control = try HTTPClient(port: space)
    var heard: [String] = []
    for test in 0..<tests {
      let client = try SocketClient.webSocket(port: space)
      try client.join(Name.room)
      try client.say("\(number)/\(test)", in: Name.room)
      try client.wait(for: "messageAck")
      _ = try control.request(.post, "/__mock/v1/clock/advance", json: ["by": "2s"])
      try client.hear(from: Name.agent)
      heard += client.events.filter { $0.argument["senderId"]?.stringValue == Name.agent }
        .filter { $0.name == "messageBroadcast" }.compactMap { $0.argument["text"]?.stringValue }
      client.close()
      _ = try control.request(.post, "/__mock/v1/reset")
    }
    let ended = try home.request(.delete, "/__mock/v1/spaces/\(id)")
    try #require(ended.status == 200)
    return heard
  }

  @Test func takesWhatIsNotSaidFromTheServer() async throws {
    try await TestServer.run(configure: manual) { server in
      let control = try HTTPClient(port: server.port)
      let made = try control.request(
        .post, "/__mock/v1/spaces", json: ["clock": "x10", "profile": "1.7.2", "think": "1s"])
      #expect(made.status == 201)
      #expect(made.json["id"] == "space-1")
      let space = try HTTPClient(
        port: try #require(made.json["port"]?.intValue.flatMap(UInt16.init)))
      #expect(try space.request(.get, "/__mock/v1/clock").json["mode"] == "x10")
      #expect(try space.request(.get, "/__mock/v1/version").json["profile"] == "1.7.2")
      #expect(try space.request(.get, "/__mock/v1/agents").json["agents"]?[0]?["name"] == "Eliza")
      #expect(try space.request(.get, "/__mock/v1/spaces").status == 409)
      let one = try control.request(.get, "/__mock/v1/spaces/space-1")
      #expect(one.json["url"] == made.json["url"])
    }
  }

  @Test func whatCameOfSpacesIsAddedUp() async throws {
    let run = BackgroundThread {
      let server = try LocalServer(Self.summing)
      let talk = BackgroundThread { [port = server.port, stopper = server.stopper] in
        defer { stopper() }
        return try Self.talk(at: port)
      }
      server.run()
      return (talk: talk, report: server.finalReport())
    }
    let (talk, report) = try await run.value
    let (ended, live) = try await talk.value
    #expect(ended["met"] == false && ended.at("counts.sent") == 1)
    #expect(live["met"] == false && live.at("counts.sent") == 1)
    #expect(report.worlds == 3 && report.sent == 3 && report.joined == 3 && report.isMet)
    #expect(report.rules.map(\.hits) == [3])
    let finding = try #require(report.findings.first { $0.rule.id == "unknown-agent" })
    #expect(finding.connectionCount == 3)
    #expect(report.text.contains("2 spaces added up with it"))
  }

  private static var summing: MockServerConfiguration {
    var configuration = MockServerConfiguration()
    let log = LogCollector()
    configuration.port = 0
    configuration.clock = .manual
    configuration.makeLogHandler = { log.makeHandler() }
    configuration.scenario = ScenarioDefinition(
      name: "sums", rules: [Rule(id: "r", when: .always, turns: [[.ignore]])],
      expectations: [Expectation(.sent, .init(equals: 3))])
    return configuration
  }

  /// Sends a message in a server and in two spaces, one of which it ends: the report of that one, and of the server
  /// as it goes on.
  private static func talk(at port: UInt16) throws -> (ended: JSON, live: JSON) {
    let home = try HTTPClient(port: port)
    var ports = [port]
    for id in ["gone", "left"] {
      let made = try home.request(.post, "/__mock/v1/spaces", json: ["id": .string(id)])
      ports.append(try #require(made.json["port"]?.intValue.flatMap(UInt16.init)))
    }
    for port in ports {
      let client = try SocketClient.webSocket(port: port)
      try client.join(Name.room)
      try client.say("hello", in: Name.room)
      try client.wait(for: "messageAck")
      client.close()
      let session = try HTTPClient(port: port).request(
        .post, "/api/messaging/sessions",
        json: ["agentId": .string(Name.other), "userId": .string(Name.user)])
      try #require(session.status == 201)
    }
    let ended = try home.request(.delete, "/__mock/v1/spaces/gone").json
    return (ended["report"] ?? .null, try home.request(.get, "/__mock/v1/report").json)
  }

  @Test func saysWhyASpaceCannotBeMade() async throws {
    try await TestServer.run(configure: manual) { server in
      let control = try HTTPClient(port: server.port)
      func status(_ body: JSON) throws -> Int {
        try control.request(.post, "/__mock/v1/spaces", json: body).status
      }
      #expect(try status(["port": JSON(server.port)]) == 409)
      #expect(try status(["id": "mine"]) == 201)
      #expect(try status(["id": "mine"]) == 409)
      #expect(try status(["profile": "9.9"]) == 400)
      #expect(try status(["clock": "fast"]) == 400)
      #expect(try control.request(.delete, "/__mock/v1/spaces/yours").status == 404)
    }
  }
}
