import ElizaDomain
import HTTP1
import JSON
import Scenario
import Testing

extension OverSockets {
  @Suite struct ScenarioHookTests {
    private func greeting(_ text: String, once: Step.Once? = nil) throws -> [Step] {
      [.say(Step.Line(try ReplyTemplate(text), once: once))]
    }

    @Test func aJoinIsGreetedOnceForEachConnection() async throws {
      let hook = Hook(
        at: .join, do: try greeting("Hello, I am {{ agent.name }}.", once: .perConnection))
      try await ScenarioStage.run(ScenarioDefinition(hooks: [hook])) { stage in
        #expect(try stage.client.hear(from: Name.agent)["text"] == "Hello, I am Eliza.")
        try stage.client.join(Name.room)
        try stage.say("hi")
        await stage.advance(by: .seconds(2))
        try stage.client.wait(for: "messageComplete")
        let replies = stage.client.events.filter {
          $0.name == "messageBroadcast" && $0.argument["senderId"] == .string(Name.agent)
        }
        #expect(replies.count == 2)
        let other = try SocketClient.webSocket(port: stage.server.port)
        try other.join(Name.room, as: Name.other)
        #expect(try other.hear(from: Name.agent)["text"] == "Hello, I am Eliza.")
      }
    }

    @Test func aConnectionGetsEvents() async throws {
      let note = Step.emit(
        .init(
          event: "welcome", arguments: [try JSONTemplate(["by": "{{ agent.name }}"])], to: .socket))
      let hook = Hook(at: .connect, do: [note])
      try await ScenarioStage.run(ScenarioDefinition(hooks: [hook])) { stage in
        let other = try SocketClient.webSocket(port: stage.server.port)
        #expect(try other.wait(for: "welcome") == ["by": "Eliza"])
      }
    }

    @Test func aScenarioThatSpeaksWhereNobodyHearsIsWarnedOf() async throws {
      let hook = Hook(at: .connect, do: try greeting("Hello"))
      try await ScenarioStage.run(ScenarioDefinition(hooks: [hook])) { stage in
        #expect(stage.server.log.warnings(about: "speaks at 'connect'").count == 1)
      }
    }

    @Test func aLeaveIsNoticedByThoseWhoStay() async throws {
      let hook = Hook(at: .leave, do: try greeting("Somebody has left."))
      try await ScenarioStage.run(ScenarioDefinition(hooks: [hook])) { stage in
        try stage.say("hi")
        try stage.client.wait(for: "messageAck")
        let other = try SocketClient.webSocket(port: stage.server.port)
        try other.join(Name.room, as: Name.other)
        other.close()
        try stage.client.wait(for: "messageBroadcast") { $0["text"] == "Somebody has left." }
      }
    }

    @Test func sessionsBeginAndEndWithWords() async throws {
      let hooks = [
        Hook(at: .session, do: try greeting("Session {{ session.id }}")),
        Hook(at: .sessionEnd, do: try greeting("Goodbye.")),
      ]
      try await ScenarioStage.run(ScenarioDefinition(hooks: hooks)) { stage in
        let http = try HTTPClient(port: stage.server.port)
        let session = try http.request(
          .post, "/api/messaging/sessions",
          json: ["agentId": .string(Name.agent), "userId": .string(Name.user)])
        let id = session.json["sessionId"]?.stringValue ?? ""
        let channel = session.json["channelId"]?.stringValue ?? ""
        func texts() throws -> [JSON?] {
          let messages = try http.request(.get, "/api/messaging/sessions/\(id)/messages")
          return messages.json["messages"]?.arrayValue?.map { $0["content"] } ?? []
        }
        let isGreeted = try await eventually { try texts() == [.string("Session \(id)")] }
        #expect(isGreeted)
        try stage.client.join(channel)
        _ = try http.request(.delete, "/api/messaging/sessions/\(id)")
        try stage.client.wait(for: "messageBroadcast") { $0["text"] == "Goodbye." }
      }
    }
  }
}
