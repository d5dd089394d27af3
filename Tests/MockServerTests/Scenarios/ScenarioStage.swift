import ElizaDomain
import JSON
import Scenario
import Testing

@testable import MockServer

/// A server that plays some rules, with one client in one room.
struct ScenarioStage {
  let server: TestServer
  let client: SocketClient

  /// Plays a scenario; its agents think as it says.
  static func run(
    _ scenario: ScenarioDefinition, profile: Profile = .lenient, seed: UInt64 = 1,
    _ body: (ScenarioStage) async throws -> Void
  ) async throws {
    try await TestServer.run {
      $0.scenario = scenario
      $0.profile = profile
      $0.seed = seed
      $0.thinkTime = nil
    } body: { server in
      let client = try SocketClient.webSocket(port: server.port)
      defer { client.close() }
      try client.join(Name.room)
      try await body(ScenarioStage(server: server, client: client))
    }
  }

  /// Plays steps at every message.
  static func play(_ steps: Step..., body: (ScenarioStage) async throws -> Void) async throws {
    try await run(
      ScenarioDefinition(rules: [Rule(id: "r", when: .always, turns: [steps])]), body)
  }

  /// Sends a message with whatever else is in its payload.
  func say(_ text: String, _ extras: JSONObject = [:], by client: SocketClient? = nil) throws {
    var payload: JSONObject = [
      "channelId": .string(Name.room), "senderId": .string(Name.user), "senderName": "Ann",
      "message": .string(text), "messageServerId": .string(Name.messageServer),
    ]
    for member in extras { payload[member.key] = member.value }
    try (client ?? self.client).emit("message", ["type": 2, "payload": .object(payload)])
  }

  /// Sends a message and waits for what the agent answers.
  func ask(_ text: String, _ extras: JSONObject = [:]) throws -> String? {
    try say(text, extras)
    return try client.hear(from: Name.agent)["text"]?.stringValue
  }

  /// Moves scenario time on.
  func advance(by duration: Duration) async {
    _ = await server.server.ask { $0.site.world.clock.advance(by: duration) }
  }

  /// Waits until so many replies are held.
  func expectHolds(_ names: [String], sourceLocation: SourceLocation = #_sourceLocation) async {
    var found: [String] = []
    _ = await eventually {
      found = await server.server.holds.map(\.name)
      return found == names
    }
    #expect(found == names, sourceLocation: sourceLocation)
  }
}

extension Step {
  /// Says a text at once.
  static func now(_ text: String) throws -> [Step] {
    [.think(.fixed(.zero)), .say(Line(try ReplyTemplate(text)))]
  }
}

extension Rule {
  /// A rule that answers at once.
  static func now(_ text: String, id: String? = nil, when condition: Condition) throws -> Rule {
    Rule(id: id ?? text, when: condition, turns: [try Step.now(text)])
  }
}
