import JSON
import Testing

@testable import ElizaClient

@Suite struct TalkingTests {
  @Test func anEchoConfirmsAndShowsNothingTwice() throws {
    var rehearsal = Rehearsal()
    rehearsal.enter()
    _ = rehearsal.takeEmitted()
    try rehearsal.say("hello", as: "m1")
    #expect(rehearsal.state.messages.map(\.delivery) == [.sending])
    #expect(rehearsal.state.thinking != nil)
    let payload = rehearsal.takeEmitted().first?.argument["payload"]
    #expect(payload?["messageId"] == "m1")
    #expect(payload?.at("metadata.clientMessageId") == "m1")
    #expect(payload?["serverId"] == payload?["messageServerId"])
    rehearsal.hear(
      "messageBroadcast",
      Rehearsal.broadcast("x", "hello", at: 5, from: Rehearsal.user, client: "m1"))
    rehearsal.hear("messageAck", ["clientMessageId": "m1", "messageId": "x"])
    #expect(rehearsal.state.messages.map(\.delivery) == [.sent])
    #expect(rehearsal.state.messages.map(\.serverID) == ["x"])
  }

  @Test func theFirstReplyEndsTheThinkingAndIsLive() throws {
    var rehearsal = Rehearsal()
    rehearsal.enter()
    try rehearsal.say("hello", as: "m1", at: 5)
    let reply = Rehearsal.broadcast("r1", "Hi!", at: 9)
    rehearsal.hear("messageBroadcast", reply)
    rehearsal.hear("message", ["type": 3, "payload": reply])
    rehearsal.hear("messageBroadcast", reply)
    #expect(rehearsal.texts == ["hello", "Hi!"])
    #expect(rehearsal.state.messages.last?.author == .agent)
    #expect(rehearsal.state.messages.last?.route == .live)
    #expect(rehearsal.state.thinking == nil)
    #expect(rehearsal.state.agentName == "Eliza")
  }

  @Test func otherRoomsAreNotShown() {
    var rehearsal = Rehearsal()
    rehearsal.enter()
    rehearsal.hear("messageBroadcast", Rehearsal.broadcast("r1", "psst", at: 9, room: "elsewhere"))
    rehearsal.hear("controlMessage", ["type": "thinking", "roomId": "elsewhere"])
    #expect(rehearsal.texts.isEmpty)
    #expect(rehearsal.state.thinking == nil)
    rehearsal.hear(
      "messageBroadcast", Rehearsal.broadcast("r2", "here", at: 9, room: Rehearsal.session))
    #expect(rehearsal.texts == ["here"])
  }

  @Test(
    arguments: [
      ("controlMessage", ["type": "thinking", "message": "Hm"], ["type": "complete"]),
      ("controlMessage", ["action": "disable_input"], ["action": "enable_input"]),
      (
        "message", ["type": 5, "payload": ["senderId": "a", "isThinking": true]],
        ["type": 5, "payload": ["senderId": "a", "isThinking": false]]
      ),
      (
        "message", ["type": 6, "payload": ["type": "thinking"]],
        ["type": 6, "payload": ["type": "complete"]]
      ),
    ] as [(String, JSON, JSON)])
  func everyEventThatTellsOfThinkingCounts(name: String, begin: JSON, end: JSON) {
    var rehearsal = Rehearsal()
    rehearsal.enter()
    rehearsal.hear(name, begin)
    #expect(rehearsal.state.thinking != nil)
    rehearsal.hear(name, end)
    #expect(rehearsal.state.thinking == nil)
    rehearsal.hear(name, begin)
    rehearsal.hear("messageComplete", ["channelId": .string(Rehearsal.channel)])
    #expect(rehearsal.state.thinking == nil)
  }

  @Test func whatOvertakesStandsInTheServersOrder() throws {
    var rehearsal = Rehearsal()
    rehearsal.enter()
    try rehearsal.say("hello", as: "m1", at: 5)
    rehearsal.hear("messageBroadcast", Rehearsal.broadcast("r2", "second", at: 20))
    rehearsal.hear("messageBroadcast", Rehearsal.broadcast("r1", "first", at: 10))
    #expect(rehearsal.texts == ["hello", "first", "second"])
  }

  @Test func onePieceAfterTheOtherAndThenTheWhole() throws {
    var rehearsal = Rehearsal()
    rehearsal.enter()
    try rehearsal.say("hello", as: "m1", at: 5)
    func piece(_ text: String, _ index: Int) -> JSON {
      [
        "messageId": "r1", "chunk": .string(text), "index": JSON(index),
        "agentId": .string(Rehearsal.agent), "channelId": .string(Rehearsal.channel),
      ]
    }
    for (text, index) in [("How ", 0), ("you?", 2), ("are ", 1), ("are ", 1)] {
      rehearsal.hear("messageStreamChunk", piece(text, index))
    }
    #expect(rehearsal.state.messages.last?.text == "How are you?")
    #expect(rehearsal.state.messages.last?.delivery == .streaming)
    rehearsal.hear("messageBroadcast", Rehearsal.broadcast("r1", "How are you today?", at: 30))
    #expect(rehearsal.texts == ["hello", "How are you today?"])
    #expect(rehearsal.state.messages.last?.delivery == .received)
    rehearsal.hear("messageStreamChunk", piece("late", 3))
    #expect(rehearsal.texts.last == "How are you today?")
  }

  @Test func anActionIsOneMessageThatProgresses() {
    var rehearsal = Rehearsal()
    rehearsal.enter()
    for status in ["executing", "completed"] {
      var report = Rehearsal.broadcast("a1", "Executing", at: 9, source: "agent_action")
      report = .object(
        JSONObject(
          (report.objectValue ?? JSONObject()).map { ($0.key, $0.value) } + [
            ("actions", ["SEARCH"]), ("rawMessage", ["actionStatus": .string(status)]),
          ]))
      rehearsal.hear("messageBroadcast", report)
      #expect(rehearsal.state.messages.map(\.progress) == [.init(name: "SEARCH", status: status)])
    }
  }

  @Test func oneMessageASecond() throws {
    var rehearsal = Rehearsal()
    #expect(throws: SendError.noSession) { try rehearsal.say("early", as: "m0") }
    rehearsal.enter()
    try rehearsal.say("one", as: "m1", at: 5)
    rehearsal.pass(.milliseconds(400))
    #expect(throws: SendError.tooSoon(wait: .milliseconds(600))) {
      try rehearsal.say("two", as: "m2")
    }
    rehearsal.pass(.milliseconds(600))
    try rehearsal.say("two", as: "m2", at: 1_005)
    #expect(rehearsal.texts == ["one", "two"])
    #expect(throws: SendError.empty) { try rehearsal.say(" \n", as: "m3") }
  }

  @Test func whatTheServerRefusesHasFailedAndIsRetriedUnderItsId() throws {
    var rehearsal = Rehearsal()
    rehearsal.enter()
    try rehearsal.say("one", as: "m1")
    rehearsal.hear("messageError", ["error": "no room for it"])
    #expect(rehearsal.state.messages.map(\.delivery) == [.failed("no room for it")])
    #expect(rehearsal.state.thinking == nil)
    _ = rehearsal.takeEmitted()
    rehearsal.pass(.seconds(1))
    try rehearsal.change { (conversation, moment) throws(SendError) in
      try conversation.retry("m1", at: moment)
    }
    #expect(rehearsal.takeEmitted().first?.argument.at("payload.messageId") == "m1")
    rehearsal.hear("messageAck", ["clientMessageId": "m1", "messageId": "x"])
    #expect(rehearsal.state.messages.map(\.delivery) == [.sent])
    #expect(throws: SendError.nothingToRetry("m1")) {
      try rehearsal.change { (conversation, moment) throws(SendError) in
        try conversation.retry("m1", at: moment)
      }
    }
  }

  @Test func payloadsThatOldServersSentAsTextAreRead() {
    var rehearsal = Rehearsal()
    rehearsal.enter()
    let reply = Rehearsal.broadcast("r1", "Hi!", at: 9)
    rehearsal.hear("messageBroadcast", .string(reply.text))
    #expect(rehearsal.texts == ["Hi!"])
  }

  @Test func whatIsDeletedIsGone() throws {
    var rehearsal = Rehearsal()
    rehearsal.enter()
    rehearsal.hear("messageBroadcast", Rehearsal.broadcast("r1", "a", at: 9))
    rehearsal.hear("messageBroadcast", Rehearsal.broadcast("r2", "b", at: 10))
    rehearsal.hear(
      "messageDeleted", ["messageId": "r1", "channelId": .string(Rehearsal.channel)])
    #expect(rehearsal.texts == ["b"])
    rehearsal.hear("channelCleared", ["channelId": .string(Rehearsal.channel)])
    #expect(rehearsal.texts.isEmpty)
  }
}
