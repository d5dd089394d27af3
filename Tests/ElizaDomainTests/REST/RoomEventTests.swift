import ElizaDomain
import ElizaModel
import HTTP1
import JSON
import Testing

/// The events that HTTP calls send into rooms, byte for byte.
@Suite struct RoomEventTests {
  static let zero = Identifier.defaultMessageServer
  static let time = "1768817730123"

  private let outlet = RoomLog()

  private func start(_ profile: Profile) -> (api: RESTAPI, world: World) {
    let world = World.testing(profile)
    world.outlet = outlet
    world.makeChannel(
      ChannelDraft(id: .bob, name: "c", type: "DM", participants: [.ann, .eliza]))
    return (.testing(world), world)
  }

  private func path(_ profile: Profile) -> String {
    "/api/messaging/\(profile.naming == .current ? "channels" : "central-channels")/\(String.bob)"
  }

  @Test(arguments: [
    (Profile.v1_4_2, #""serverId":"\#(zero)","#), (.v1_6_5, #""messageServerId":"\#(zero)","#),
    (.lenient, #""serverId":"\#(zero)","messageServerId":"\#(zero)","#),
  ])
  func aPostIsBroadcastToTheRoom(profile: Profile, server: String) throws {
    let (api, world) = start(profile)
    let answer = api.call(
      .post, path(profile) + "/messages",
      [
        "author_id": .string(.ann), "content": "Hi", "server_id": .string(Self.zero),
        "message_server_id": .string(Self.zero), "metadata": ["user_display_name": "Ann"],
      ])
    #expect(answer.status == 201)
    let id = try #require(world.channels[.bob]?.messages.last?.id)
    let channel = profile.isLenient ? #""channelId":"\#(String.bob)","# : ""
    #expect(
      outlet.lastText == #"["messageBroadcast",{"senderId":"\#(String.ann)","senderName":"Ann","#
        + #""text":"Hi",\#(channel)"roomId":"\#(String.bob)",\#(server)"createdAt":\#(Self.time),"#
        + #""source":"eliza_gui","id":"\#(id)"}]"#)
  }

  @Test func aReplyIsBroadcastWithServerIdInEveryRelease() throws {
    let (api, world) = start(.v1_7_2)
    api.call(
      .post, "/api/messaging/submit",
      [
        "channel_id": .string(.bob), "message_server_id": .string(Self.zero),
        "author_id": .string(.eliza), "content": "Hello", "source_type": "agent_response",
        "raw_message": ["thought": "T", "actions": ["REPLY"]], "metadata": ["agentName": "Eliza"],
      ])
    let id = try #require(world.channels[.bob]?.messages.last?.id)
    #expect(
      outlet.lastText
        == #"["messageBroadcast",{"senderId":"\#(String.eliza)","senderName":"Eliza","#
        + #""text":"Hello","roomId":"\#(String.bob)","serverId":"\#(Self.zero)","#
        + #""createdAt":\#(Self.time),"source":"agent_response","id":"\#(id)","#
        + #""thought":"T","actions":["REPLY"]}]"#)
  }

  @Test func changesOfAChannelAreToldToItsRoom() {
    let (api, world) = start(.v1_7_2)
    let path = path(.v1_7_2)
    api.call(.patch, path, ["name": "new"])
    api.call(.delete, path + "/messages/\(String.ann)")
    api.call(.delete, path + "/messages")
    api.call(.delete, path)
    #expect(
      outlet.names == ["channelUpdated", "messageDeleted", "channelCleared", "channelDeleted"])
    #expect(outlet.emitted.allSatisfy { $0.room == .bob })
    #expect(outlet.lastText == #"["channelDeleted",{"channelId":"\#(String.bob)"}]"#)
    #expect(world.channels.isEmpty)
  }

  @Test func sessionPostsAreNotBroadcast() throws {
    let (api, world) = start(.lenient)
    let session = world.makeSession(SessionDraft(agentID: .eliza, userID: .ann)) { _ in nil }
    let answer = api.call(
      .post, "/api/messaging/sessions/\(session.id)/messages", ["content": "Hi"])
    #expect(answer.status == 201)
    #expect(outlet.emitted.isEmpty)
  }

  @Test func completionIsToldWhereTheProfileHasIt() {
    for (profile, status) in [(Profile.v1_4_2, 200), (.lenient, 200), (.v1_6_4, 404)] {
      let (api, _) = start(profile)
      let answer = api.call(
        .post, "/api/messaging/complete",
        ["channel_id": .string(.bob), "server_id": .string(Self.zero)])
      #expect(answer.status == status)
    }
    #expect(outlet.names == ["messageComplete", "messageComplete"])
    #expect(
      outlet.lastText
        == #"["messageComplete",{"channelId":"\#(String.bob)","serverId":"\#(Self.zero)"}]"#)
  }
}
