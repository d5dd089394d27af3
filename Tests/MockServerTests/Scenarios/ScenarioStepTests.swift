import ElizaDomain
import HTTP1
import JSON
import Scenario
import Testing

@testable import MockServer
@testable import SocketIOServer

extension OverSockets {
  @Suite struct ScenarioStepTests {
    private func line(_ text: String, speaker: String? = nil) throws -> Step.Line {
      Step.Line(try ReplyTemplate(text), speaker: speaker)
    }

    @Test func aLineBringsEverythingItIsGiven() async throws {
      let line = Step.Line(
        try ReplyTemplate("Hi {{ sender.name | or('there') }}!"),
        thought: try ReplyTemplate("about {{ text }}"), actions: ["REPLY", "SEARCH"],
        attachments: [["url": "/media/x.png", "contentType": "image"]], metadata: ["k": 1])
      try await ScenarioStage.play(.think(.fixed(.zero)), .say(line)) { stage in
        try stage.say("tea")
        let reply = try stage.client.hear(from: Name.agent)
        #expect(reply["text"] == "Hi Ann!" && reply["thought"] == "about tea")
        #expect(reply["actions"] == ["REPLY", "SEARCH"] && reply["metadata"] == ["k": 1])
        #expect(reply.at("attachments[0].url") == "/media/x.png")
      }
    }

    @Test func aStreamComesWordByWord() async throws {
      let pace = TypingPace(perSecond: 1_000)
      try await ScenarioStage.play(.stream(try line("One two  three."), pace)) { stage in
        try stage.say("x")
        await stage.advance(by: .seconds(2))
        let reply = try stage.client.hear(from: Name.agent)
        let chunks = stage.client.events.filter { $0.name == "messageStreamChunk" }.map(\.argument)
        #expect(chunks.map { $0["chunk"] } == ["One ", "two  ", "three."])
        #expect(chunks.map { $0["index"] } == [0, 1, 2])
        #expect(chunks.allSatisfy { $0["messageId"] == reply["id"] })
      }
    }

    @Test(arguments: [(nil, 2), (3, 3), (9, 4)] as [(Int?, Int)])
    func aStreamStopsOnItsWay(_ after: Int?, _ expected: Int) async throws {
      var line = try line("One two three four")
      line.hold = StreamHold("half-way", after: after)
      try await ScenarioStage.play(.stream(line, TypingPace(perSecond: 1_000))) { stage in
        try stage.say("x")
        await stage.expectHolds(["half-way"])
        try stage.client.join(Name.other)
        let pieces = stage.client.events.count { $0.name == "messageStreamChunk" }
        #expect(pieces == expected)
        #expect(!stage.client.events.contains { $0.name == "messageComplete" })
        #expect(await stage.server.server.release("half-way") == 1)
        #expect(try stage.client.hear(from: Name.agent)["text"] == "One two three four")
        #expect(stage.client.events.count { $0.name == "messageStreamChunk" } == 4)
      }
    }

    @Test func aStreamGoesOnByItself() async throws {
      var line = try line("One two")
      line.hold = StreamHold("half-way", max: .seconds(3_600))
      try await ScenarioStage.play(.stream(line, TypingPace(perSecond: 1_000))) { stage in
        try stage.say("x")
        await stage.expectHolds(["half-way"])
        await stage.advance(by: .seconds(3_601))
        #expect(try stage.client.hear(from: Name.agent)["text"] == "One two")
      }
    }

    @Test func actionsAreShownUnderOneId() async throws {
      let begin = Step.ActionLine(name: "SEARCH", text: try ReplyTemplate("Searching {{ text }}…"))
      let end = Step.ActionLine(
        name: "SEARCH", status: .completed, text: try ReplyTemplate("Found 3."))
      try await ScenarioStage.play(.action(begin), .wait(.fixed(.milliseconds(1))), .action(end)) {
        stage in
        try stage.say("tea")
        let first = try stage.client.wait(for: "messageBroadcast") {
          $0["source"] == "agent_action"
        }
        let last = try stage.client.wait(for: "messageBroadcast") { $0["source"] == "agent_action" }
        #expect(first["text"] == "Searching tea…" && last["text"] == "Found 3.")
        #expect(first["id"] == last["id"])
        #expect(last.at("rawMessage.actionStatus") == "completed")
      }
    }

    @Test func mediaComesWithItsText() async throws {
      let media = Step.Attachment(
        media: [["url": "/cat.png"]], text: try ReplyTemplate("A cat for {{ sender.name }}"))
      try await ScenarioStage.play(.think(.fixed(.zero)), .attach(media)) { stage in
        try stage.say("x")
        let reply = try stage.client.hear(from: Name.agent)
        #expect(reply["text"] == "A cat for Ann" && reply.at("attachments[0].url") == "/cat.png")
      }
    }

    @Test func eventsGoToTheRoomTheSocketOrAll() async throws {
      func emission(_ to: Step.Emission.Audience) throws -> Step {
        .emit(
          .init(
            event: "note",
            arguments: [
              try JSONTemplate(["to": .string(to.rawValue), "who": "{{ sender.name }}"])
            ],
            to: to))
      }
      try await ScenarioStage.play(emission(.socket), emission(.room), emission(.all)) { stage in
        let inside = try SocketClient.webSocket(port: stage.server.port)
        try inside.join(Name.room)
        let outside = try SocketClient.webSocket(port: stage.server.port)
        try stage.say("x")
        func heard(_ client: SocketClient) throws -> [JSON?] {
          try client.wait(for: "note") { $0["to"] == "all" }
          let notes = client.events.filter { $0.name == "note" }.map(\.argument)
          #expect(notes.allSatisfy { $0["who"] == "Ann" })
          return notes.map { $0["to"] }
        }
        #expect(try heard(stage.client) == ["socket", "room", "all"])
        #expect(try heard(inside) == ["room", "all"])
        #expect(try heard(outside) == ["all"])
      }
    }

    @Test func controlMessagesAndTitlesAreSent() async throws {
      try await ScenarioStage.play(
        .control(try JSONTemplate(["type": "quiz", "topic": "{{ text }}"])),
        .title(try ReplyTemplate("About {{ text }}"))
      ) { stage in
        try stage.say("tea")
        let control = try stage.client.wait(for: "controlMessage") { $0["type"] == "quiz" }
        #expect(control["topic"] == "tea" && control["channelId"] == .string(Name.room))
        let update = try stage.client.wait(for: "channelUpdated")
        #expect(update.at("updates.name") == "About tea")
      }
    }

    @Test func aHeldReplyIsReleasedByNameOrComesAfterItsTime() async throws {
      try await ScenarioStage.play(
        .hold(name: "first", max: nil), .say(try line("a")),
        .hold(name: "second", max: .seconds(3_600)), .say(try line("b"))
      ) { stage in
        try stage.say("x")
        await stage.expectHolds(["first"])
        #expect(await stage.server.server.release("nobody") == 0)
        #expect(await stage.server.server.release("first") == 1)
        #expect(try stage.client.hear(from: Name.agent)["text"] == "a")
        await stage.expectHolds(["second"])
        await stage.advance(by: .seconds(3_600))
        #expect(try stage.client.hear(from: Name.agent)["text"] == "b")
      }
    }

    @Test func holdsAndRulesAreThereOverTheControlAPI() async throws {
      try await ScenarioStage.play(.hold(name: "h 1", max: nil), .say(try line("a"))) { stage in
        let http = try HTTPClient(port: stage.server.port)
        try stage.say("x")
        await stage.expectHolds(["h 1"])
        let holds = try http.request(.get, "/__mock/v1/holds").json
        #expect(holds.at("holds[0].name") == "h 1")
        #expect(holds.at("holds[0].channelId") == .string(Name.room))
        let answer = try http.request(.post, "/__mock/v1/holds/h%201/release", json: [:])
        #expect(answer.json == ["released": 1])
        #expect(try stage.client.hear(from: Name.agent)["text"] == "a")
        let explained = try http.request(.post, "/__mock/v1/explain", json: ["text": "x"]).json
        #expect(explained["rule"] == "r")
      }
    }

    @Test func silenceAndEarlyCompletion() async throws {
      try await ScenarioStage.play(.ignore, .say(try line("never"))) { stage in
        try stage.say("x")
        try stage.client.wait(for: "messageComplete")
        #expect(!stage.client.events.contains { $0.argument["senderId"] == .string(Name.agent) })
      }
      try await ScenarioStage.play(
        .complete, .hold(name: "h", max: nil), .say(try line("late"))
      ) { stage in
        try stage.say("x")
        try stage.client.wait(for: "messageComplete")
        await stage.expectHolds(["h"])
        await stage.server.server.releaseAll()
        #expect(try stage.client.hear(from: Name.agent)["text"] == "late")
      }
    }

    @Test func aBreakdownIsToldToSocketsAndToWaitingCallers() async throws {
      let error = Step.Breakdown(
        socket: try ReplyTemplate("{{ agent.name }} is offline"), rest: 503)
      try await ScenarioStage.play(.error(error)) { stage in
        try stage.say("x")
        #expect(try stage.client.wait(for: "messageError") == ["error": "Eliza is offline"])
        try stage.client.wait(for: "messageComplete")
        let http = try HTTPClient(port: stage.server.port)
        let session = try http.request(
          .post, "/api/messaging/sessions",
          json: ["agentId": .string(Name.agent), "userId": .string(Name.user)])
        let id = session.json["sessionId"]?.stringValue ?? ""
        let answer = try http.request(
          .post, "/api/messaging/sessions/\(id)/messages",
          json: ["content": "x", "transport": "http"])
        #expect(answer.status == 503 && answer.text.contains("Eliza is offline"))
      }
    }

    @Test(arguments: [Step.Disconnection.kick, .close, .reset])
    func aConnectionIsLost(_ how: Step.Disconnection) async throws {
      try await ScenarioStage.play(.disconnect(how), .say(try line("too late"))) { stage in
        let other = try SocketClient.webSocket(port: stage.server.port)
        try other.join(Name.room)
        try stage.say("x")
        func isOver() -> Bool {
          while let packet = try? stage.client.next() {
            if packet == .disconnect { return how == .kick }
          }
          return how != .kick
        }
        #expect(isOver())
        await stage.advance(by: .seconds(1))
        #expect(try other.hear(from: Name.agent)["text"] == "too late")
      }
    }

    @Test(arguments: [Step.Disconnection.kick, .close, .reset], [false, true])
    func whatIsSaidBeforeALossArrives(_ how: Step.Disconnection, polls: Bool) async throws {
      try await ScenarioStage.play(
        .think(.fixed(.zero)), .say(try line("Good night.")), .disconnect(how),
        .say(try line("too late"))
      ) { stage in
        let port = stage.server.port
        let client = try polls ? SocketClient.polling(port: port) : .webSocket(port: port)
        defer { client.close() }
        try client.join(Name.room)
        try stage.say("x", by: client)
        #expect(try client.hear(from: Name.agent)["text"] == "Good night.")
        while let packet = try? client.next(), packet != .disconnect {}
        #expect(client.events.filter { $0.argument["text"] == "too late" }.isEmpty)
        try stage.client.wait(for: "messageBroadcast") { $0["text"] == "too late" }
      }
    }

    @Test(arguments: [Step.Disconnection.silent, .ping])
    func aConnectionLooksAlive(_ how: Step.Disconnection) async throws {
      try await ScenarioStage.play(.disconnect(how), .say(try line("too late"))) { stage in
        let other = try SocketClient.webSocket(port: stage.server.port)
        try other.join(Name.room)
        let id = stage.client.id
        try stage.say("x")
        let isLost = await eventually {
          await stage.server.server.ask { server in
            let session = server.site.realtime.server.session(of: id)
            return how == .silent ? session?.silence != nil : session?.isStarved == true
          } == true
        }
        #expect(isLost)
        await stage.advance(by: .seconds(1))
        #expect(try other.hear(from: Name.agent)["text"] == "too late")
        if how == .ping { try stage.client.hear(from: Name.agent) }
      }
    }

    @Test func bystandersAndSeveralAgentsShareARoom() async throws {
      let ben = "44444444-4444-4444-8444-444444444444"
      let nova = "55555555-5555-4555-8555-555555555555"
      var first = Rule(
        id: "eliza", when: .always,
        turns: [[.say(try line("I agree.", speaker: "Ben"))] + (try Step.now("And I."))])
      first.agent = "Eliza"
      var second = Rule(
        id: "nova", when: .always,
        turns: [[.wait(.fixed(.milliseconds(1))), .say(try line("Not I."))]])
      second.agent = nova
      let scenario = ScenarioDefinition(
        agents: [AgentPart(id: Name.agent, name: "Eliza"), AgentPart(id: nova, name: "Nova")],
        bystanders: [Bystander(id: ben, name: "Ben")], rules: [first, second])
      try await ScenarioStage.run(scenario) { stage in
        let room = "66666666-6666-4666-8666-666666666666"
        let made = try HTTPClient(port: stage.server.port).request(
          .post, "/api/messaging/channels",
          json: [
            "id": .string(room), "name": "Group", "messageServerId": .string(Name.messageServer),
            "participantCentralUserIds": [.string(Name.agent), .string(nova)], "type": "GROUP",
          ])
        let id =
          made.json.at("data.id")?.stringValue ?? made.json.at("data.channel.id")?.stringValue
          ?? room
        try stage.client.join(id)
        try stage.say("Tea?", ["channelId": .string(id)])
        #expect(try stage.client.hear(from: ben)["senderName"] == "Ben")
        #expect(try stage.client.hear(from: Name.agent)["text"] == "And I.")
        #expect(try stage.client.hear(from: nova)["text"] == "Not I.")
      }
    }
  }
}
