import ElizaDomain
import ElizaModel
import JSON
import OrderedCollections
import Testing

/// §6.2 and Socket.IO §5.6: what a room sees of an agent's actions.
@Suite struct ActionMessagesTests {
  private func realtime(_ profile: Profile, _ steps: [ReplyStep]) -> (Realtime, String) {
    let realtime = Realtime(profile, script: TestScript { _ in ReplyPlan(steps) })
    realtime.connect("A")
    realtime.connect("B")
    let channel = realtime.channel(.ann, .eliza)
    realtime.join("B", channel)
    return (realtime, channel)
  }

  /// The action messages the room sees after a message of that source.
  private func actions(
    _ profile: Profile, _ steps: [ReplyStep], source: JSON = "client_chat"
  ) -> [JSON] {
    let (realtime, channel) = realtime(profile, steps)
    realtime.send("A", "hello", to: channel, ["source": source])
    realtime.wait(.seconds(5))
    return realtime.received("B").compactMap { $0[1] }.filter { $0["source"] == "agent_action" }
  }

  private static let search: [ReplyStep] = [
    .action(AgentAction("SEARCH", text: "Searching…", thought: "T")), .think(.seconds(1)),
    .action(AgentAction("SEARCH", text: "Still searching…")), .think(.seconds(1)),
    .action(AgentAction("SEARCH", .completed, text: "Found 3.")),
    .say(AgentReply("There are three.")),
  ]

  @Test func anActionIsShownUnderOneIDFromItsStartToItsEnd() {
    let actions = actions(.lenient, Self.search)
    #expect(actions.count == 3)
    #expect(Set(actions.compactMap { $0["id"]?.stringValue }).count == 1)
    #expect(Set(actions.compactMap { $0["createdAt"]?.intValue }).count == 1)
    #expect(actions.map { $0["text"] } == ["Searching…", "Still searching…", "Found 3."])
    #expect(
      actions.map { $0.at("rawMessage.actionStatus") } == ["executing", "executing", "completed"])
    let start = actions[0]["updatedAt"]?.intValue ?? 0
    #expect(actions.map { ($0["updatedAt"]?.intValue ?? 0) - start } == [0, 1_000, 2_000])
    #expect(actions[0].at("rawMessage.actionId") == actions[0]["id"])
    #expect(actions[2].at("rawMessage.actionResult.success") == true)
    #expect(actions[2]["senderName"] == "Eliza")
    #expect(actions[0]["actions"] == ["SEARCH"])
    #expect(actions[0]["thought"] == "T")
    #expect(!actions.contains { $0["action"] != nil })
  }

  @Test func theHistoryHasOneEntryForAnActionInItsLastState() {
    let (realtime, channel) = realtime(.v1_7_2, Self.search)
    realtime.send("A", "hello", to: channel)
    realtime.wait(.seconds(5))
    let messages = realtime.world.channels[channel]?.messages
    #expect(messages?.count == 3)
    #expect(messages?[1].sourceType == "agent_action")
    #expect(messages?[1].content == .text("Found 3."))
    #expect(messages?[1].rawMessage?["actionStatus"] == "completed")
    #expect(messages?[1].updatedAt.milliseconds == 1_768_817_732_123)
    #expect(messages?[2].content == .text("There are three."))
  }

  @Test(arguments: [Profile.v1_6_4, .v1_6_5, .v1_7_2])
  func theEndIsToldAsTheReleaseDoes(profile: Profile) throws {
    let steps: [ReplyStep] = [
      .think(.seconds(1)), .action(AgentAction("A")), .action(AgentAction("A", .failed)), .ignore,
    ]
    let actions = actions(profile, steps)
    try #require(actions.count == 2)
    #expect(actions[0]["text"] == "Executing action: A")
    let isOld = profile.release < .v1_7_2
    #expect(actions[1]["text"] == (isOld ? "Action A failed" : "Executing action: A"))
    let keys = actions[1]["rawMessage"]?.objectValue?.keys.map { $0 }
    #expect(
      keys
        == (isOld
          ? ["text", "actions", "actionStatus", "actionId", "type", "actionResult", "source"]
          : ["actions", "actionStatus", "actionResult", "type", "text"]))
    #expect(actions[1]["serverId"] == nil)
    #expect(actions[1]["messageServerId"] == nil)
    #expect(
      actions[0].objectValue?.keys.contains(profile == .v1_6_4 ? "serverId" : "messageServerId")
        == true)
  }

  @Test func releasesShowActionsToDirectChatsOfTheStockPageOnly() {
    for source: JSON in ["client_group_chat", "socketio_client", "user"] {
      #expect(actions(.v1_7_2, Self.search, source: source).isEmpty)
      #expect(actions(.lenient, Self.search, source: source).count == 3)
    }
    #expect(actions(.v1_4_2, Self.search).isEmpty)
  }

  @Test func aReplyThatNamesAnActionShowsItAroundItself() {
    let reply = AgentReply("GT_ACTION done", thought: "T", actions: ["GT_ACTION"])
    let (realtime, channel) = realtime(.v1_7_2, [.think(.seconds(1)), .say(reply)])
    realtime.send("A", "hello", to: channel)
    realtime.wait(.seconds(5))
    let events = realtime.received("B").dropFirst().map { $0[1] ?? .null }
    let kinds = events.map { $0["source"]?.stringValue ?? "chunk" }
    #expect(kinds == ["agent_action", "chunk", "agent_action", "agent_response"])
    #expect(events[1]["messageId"] == events[3]["id"])
    #expect(
      events[2].at("rawMessage.actionResult")
        == [
          "success": true, "text": "GT_ACTION done", "values": [:],
          "data": ["actionName": "GT_ACTION"],
        ])
    #expect(events[2].at("rawMessage.text") == "GT_ACTION done")
  }

  @Test func silenceIsAnActionOfReleasesThatHaveThem() {
    let silence: [ReplyStep] = [.think(.seconds(1)), .ignore]
    let actions = actions(.v1_7_2, silence)
    #expect(actions.map { $0["actions"] } == [["IGNORE"], ["IGNORE"]])
    #expect(actions.last?.at("rawMessage.actionResult") == .null)
    #expect(self.actions(.v1_4_2, silence).isEmpty)
    #expect(self.actions(.lenient, silence).isEmpty)
    #expect(
      self.actions(.v1_7_2, [.say(AgentReply("Hi", actions: ["REPLY"]))]).isEmpty,
      "a plain reply is no action")
  }

  @Test func anActionWhoseMessageIsDeletedEndsUnseen() {
    let (realtime, channel) = realtime(.lenient, Self.search)
    realtime.send("A", "hello", to: channel)
    realtime.wait(.milliseconds(500))
    if let channel = realtime.world.channels[channel] { realtime.world.clear(channel) }
    realtime.wait(.seconds(5))
    let actions = realtime.received("B").filter { $0.at("[1].source") == "agent_action" }
    #expect(actions.count == 1)
    #expect(realtime.world.channels[channel]?.messages.count == 1)
  }
}
