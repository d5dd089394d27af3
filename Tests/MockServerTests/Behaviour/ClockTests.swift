import ElizaDomain
import HTTP1
import JSON
import Scenario
import Testing

@testable import MockServer

@Suite struct ClockTests {
  private func manual(_ configuration: inout MockServerConfiguration) {
    configuration.clock = .manual
    configuration.thinkTime = .fixed(.seconds(1800))
    configuration.seed = 7
  }

  /// Everything that a client hears who talks for a day, a message every half hour.
  private func day() async throws -> [String] {
    var heard: [String] = []
    try await TestServer.run(configure: manual) { server in
      let client = try SocketClient.webSocket(port: server.port)
      try client.join(Name.room)
      for hour in 0..<24 {
        for half in 0..<2 {
          try client.say("It is \(hour):\(half)0 and I am sad.", in: Name.room)
          try client.wait(for: "messageAck")
          await server.server.advanceClock(by: .seconds(1800))
          heard.append(try client.hear(from: Name.agent).text)
        }
      }
      client.close()
    }
    return heard
  }

  @Test func playsADayAtOnceAndTheSameEachTime() async throws {
    let first = try await day()
    #expect(first.count == 48)
    #expect(first.last?.contains("\"createdAt\":1767312000000") == true)
    let second = try await day()
    #expect(first == second)
  }

  @Test func standsUntilItIsTold() async throws {
    try await TestServer.run(configure: manual) { server in
      let client = try SocketClient.webSocket(port: server.port)
      try client.join(Name.room)
      try client.say("hello", in: Name.room)
      try client.wait(for: "messageAck")
      await server.server.advanceClock(by: .seconds(1799))
      try server.settle()
      let silent = await server.server.ask { $0.site.pipeline.turnCount }
      #expect(silent == 1)
      #expect(await server.server.advanceClockToNext() == .seconds(1))
      try client.hear(from: Name.agent)
      client.close()
    }
  }

  /// What there is of a reply, one millisecond before each part of it is due and when it is.
  @Test func everythingComesAtItsMillisecond() async throws {
    let scenario = ScenarioDefinition(rules: [
      Rule(
        id: "r", when: .always,
        turns: [
          [
            .think(.fixed(.milliseconds(900))), .say(Step.Line(try ReplyTemplate("first"))),
            .wait(.fixed(.milliseconds(2_500))), .think(.fixed(.zero)),
            .say(Step.Line(try ReplyTemplate("second"))),
          ]
        ])
    ])
    try await TestServer.run {
      manual(&$0)
      $0.scenario = scenario
      $0.thinkTime = nil
    } body: { server in
      let client = try SocketClient.webSocket(port: server.port)
      try client.join(Name.room)
      try client.say("hello", in: Name.room)
      try client.wait(for: "messageAck")
      for (delay, texts) in [(900, ["first"]), (2_500, ["first", "second"])] {
        await server.server.advanceClock(by: .milliseconds(delay - 1))
        try client.settle()
        #expect(client.heard(from: Name.agent) == texts.dropLast())
        await server.server.advanceClock(by: .milliseconds(1))
        try client.hear(from: Name.agent)
        #expect(client.heard(from: Name.agent) == texts)
      }
      client.close()
    }
  }

  @Test func expiresSessionsAndMovesTimestamps() async throws {
    try await TestServer.run(configure: manual) { server in
      let client = try HTTPClient(port: server.port)
      let session = try client.request(
        .post, "/api/messaging/sessions",
        json: ["agentId": .string(Name.agent), "userId": .string(Name.user)]
      ).json
      let id = try #require(session["sessionId"]?.stringValue)
      let path = "/api/messaging/sessions/\(id)"
      #expect(session["createdAt"]?.stringValue?.hasPrefix("2026-01-01T00:00:00") == true)
      let answer = try client.request(
        .post, "/__mock/v1/clock/advance", json: ["by": "31m"])
      #expect(answer.json["now"]?.stringValue?.hasPrefix("2026-01-01T00:31:00") == true)
      #expect(try client.request(.get, path).status != 200)
    }
  }

  @Test func opensTheWindowsOfRateLimits() async throws {
    try await TestServer.run { configuration in
      manual(&configuration)
      configuration.rateLimits = RateLimits(api: .init(requests: 2, seconds: 900))
    } body: { server in
      let client = try HTTPClient(port: server.port)
      let statuses = try (0..<3).map { _ in try client.request(.get, "/api/agents").status }
      #expect(statuses == [200, 200, 429])
      let limited = try client.request(.get, "/api/agents")
      #expect(limited.headers["Retry-After"] == "900")
      await server.server.advanceClock(by: .seconds(901))
      #expect(try client.request(.get, "/api/agents").status == 200)
    }
  }

  @Test func goesOnByItselfWhenItIsReal() async throws {
    try await TestServer.run(configure: manual) { server in
      let client = try SocketClient.webSocket(port: server.port)
      try client.join(Name.room)
      try client.say("hello", in: Name.room)
      try client.wait(for: "messageAck")
      await server.server.setClock(.scaled(100_000))
      try client.hear(from: Name.agent)
      client.close()
    }
  }
}
