import ElizaDomain
import ElizaModel
import HTTP1
import JSON
import Testing

/// §2.5: everywhere a message is broadcast or read, the server's own files are shown by the path that
/// serves them; 1.4.2 shows them as they came.
@Suite struct AttachmentTests {
  private static let kept: JSON = [["id": "1", "url": "/a/.eliza/data/generated/x/c.png"]]
  private static let served: JSON = [["id": "1", "url": "/media/generated/x/c.png"]]
  private static let zero = JSON.string(Identifier.defaultMessageServer)

  private func shown(_ profile: Profile) -> JSON {
    profile.release == .v1_4_2 ? Self.kept : Self.served
  }

  @Test(arguments: [Profile.v1_4_2, .v1_6_4, .v1_6_5, .v1_7_2, .lenient])
  func section2_5_aSendIsBroadcastAndEchoed(profile: Profile) {
    let realtime = Realtime(profile)
    for id in ["A", "B"] { realtime.connect(id) }
    let channel = realtime.channel(.ann, .bob)
    for id in ["A", "B"] { realtime.join(id, channel) }
    realtime.send("A", "Look", to: channel, ["attachments": Self.kept])
    for id in ["A", "B"] {
      let event = realtime.received(id).first { $0[0] == "messageBroadcast" }
      #expect(event?.at("[1].attachments") == shown(profile))
    }
    let stored = realtime.world.channels[channel]?.messages.last?.rawMessage
    #expect(stored?["attachments"] == Self.kept)
  }

  @Test(arguments: [Profile.v1_4_2, .v1_6_4, .v1_6_5, .v1_7_2, .lenient])
  func section6_1_aReplyIsBroadcastAndRead(profile: Profile) throws {
    let outlet = RoomLog()
    let world = World.testing(profile)
    world.outlet = outlet
    world.makeChannel(
      ChannelDraft(id: .bob, name: "c", type: "DM", participants: [.ann, .eliza]))
    let api = RESTAPI.testing(world)
    let answer = api.call(
      .post, "/api/messaging/submit",
      [
        "channel_id": .string(.bob), "message_server_id": Self.zero, "server_id": Self.zero,
        "author_id": .string(.eliza), "content": "Look", "source_type": "agent_response",
        "raw_message": ["attachments": Self.kept],
      ])
    #expect(answer.status == 201)
    #expect(answer.json.at("data.rawMessage.attachments") == Self.kept)
    let event = try JSON(parsing: outlet.lastText)
    #expect(event.at("[1].attachments") == shown(profile))
    let family = profile.naming == .current ? "channels" : "central-channels"
    let message = api.call(.get, "/api/messaging/\(family)/\(String.bob)/messages")
      .json.at("data.messages[0]")
    #expect(message?.at("rawMessage.attachments") == Self.kept)
    let listed: JSON? = profile.release == .v1_4_2 ? .none : Self.served
    #expect(message?.at("metadata.attachments") == listed)
  }

  @Test func section3_7_aSessionsMessagesAreRead() {
    let world = World.testing(.v1_7_2)
    let api = RESTAPI.testing(world)
    let session = world.makeSession(SessionDraft(agentID: .eliza, userID: .ann)) { _ in nil }
    let path = "/api/messaging/sessions/\(session.id)/messages"
    api.call(.post, path, ["content": "Look", "metadata": ["attachments": Self.kept]])
    let messages = api.call(.get, path).json["messages"]
    #expect(messages?.at("[0].metadata.attachments") == Self.served)
  }

  @Test(arguments: [Profile.v1_4_2, .v1_7_2, .lenient])
  func section5_1_whatTheAgentSaysIsBroadcast(profile: Profile) {
    let script = TestScript { _ in
      ReplyPlan([.say(AgentReply("Look", attachments: Self.kept.arrayValue ?? []))])
    }
    let realtime = Realtime(profile, script: script)
    realtime.connect("A")
    let channel = realtime.channel(.ann, .eliza)
    realtime.join("A", channel)
    realtime.send("A", "hello", to: channel)
    realtime.wait(.seconds(2))
    let event = realtime.received("A").last {
      $0[0] == "messageBroadcast" && $0.at("[1].senderId") == .string(.eliza)
    }
    #expect(event?.at("[1].attachments") == shown(profile))
  }
}
