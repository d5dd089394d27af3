import ElizaDomain
import ElizaModel
import HTTP1
import JSON
import OrderedCollections
import Testing

/// What recordings do not show of channels: what a lenient profile lets pass.
@Suite struct ChannelAPITests {
  static let base = "/api/messaging/central-channels"

  private let world = World.testing()
  private let api: RESTAPI

  init() {
    api = .testing(world)
  }

  @Test func keepsAFreeIDThatTheMakerChose() {
    let body: JSON = [
      "id": .string(.bob), "name": "chat", "server_id": .string(Identifier.defaultMessageServer),
      "participantCentralUserIds": [.string(.ann), .string(.eliza)],
    ]
    let first = api.call(.post, Self.base, body)
    #expect(first.status == 201)
    #expect(first.json["data"]?["id"] == .string(.bob))
    let second = api.call(.post, Self.base, body)
    #expect(second.json["data"]?["id"] != .string(.bob))
    #expect(world.channels[.bob]?.participants.elements == [.ann, .eliza])
  }

  @Test func putsTheIDWhereverClientsLookForIt() {
    let answer = api.call(
      .post, "/api/messaging/channels",
      ["name": "chat", "serverId": "0", "description": "d", "type": "text"])
    let id = answer.json["data"]?["id"]
    #expect(answer.status == 201)
    #expect(answer.json["data"]?["channel"]?["id"] == id)
    #expect(answer.json["channelId"] == id)
    #expect(answer.json["id"] == id)
    #expect(answer.json["data"]?["topic"] == "d")
  }

  @Test func takesUserAndAgentForParticipants() {
    let answer = api.call(
      .post, Self.base,
      ["name": "chat", "type": "GROUP", "agentId": .string(.eliza), "userId": .string(.ann)])
    let id = answer.json["data"]?["id"]?.stringValue ?? ""
    #expect(world.channels[id]?.participants.elements == [.ann, .eliza])
  }

  @Test(arguments: ["message_server_id", "messageServerId", "server_id", "serverId", nil])
  func understandsEveryNameOfTheMessageServer(name: String?) {
    var body: JSONObject = ["author_id": .string(.ann), "content": "Hi"]
    if let name { body[name] = .string(Identifier.defaultMessageServer) }
    let answer = api.call(.post, "\(Self.base)/\(String.bob)/messages", .object(body))
    #expect(answer.status == 201)
    #expect(answer.json["data"]?["server_id"] == .string(Identifier.defaultMessageServer))
    #expect(
      answer.json["userMessage"]?["message_server_id"] == .string(Identifier.defaultMessageServer))
    #expect(world.findings.all.isEmpty == (name != nil))
  }

  @Test func addsAgentsToTheNilChannelButNotToAnyOther() {
    let nilChannel = api.call(
      .post, "\(Self.base)/\(Identifier.defaultMessageServer)/agents",
      ["agentId": .string(.eliza)])
    #expect(nilChannel.status == 201)
    let other = api.call(.post, "\(Self.base)/\(String.bob)/agents", ["agentId": .string(.eliza)])
    #expect(other.status == 404)
  }

  @Test func readsASessionsChannelByTheSessionsID() throws {
    let session = world.makeSession(SessionDraft(agentID: .eliza, userID: .ann)) { _ in nil }
    let channel = try #require(world.channels[session.channelID])
    world.say("Hi", in: channel)
    let answer = api.call(.get, "\(Self.base)/\(session.id)/messages")
    #expect(answer.json["data"]?["messages"]?[0]?["content"] == "Hi")
    #expect(answer.json["data"]?["messages"]?[0]?["author_id"] == .string(.ann))
  }

  @Test func listsAllChannels() {
    world.makeChannel(ChannelDraft(name: "one", type: "DM"))
    world.makeChannel(ChannelDraft(name: "two", type: "DM"))
    let channels = api.call(.get, Self.base).json["data"]?["channels"]?.arrayValue
    #expect(channels?.map { $0["name"] } == ["one", "two"])
  }

  @Test func derivesWhatASocketsMessageBroughtAlong() throws {
    let channel = world.makeChannel(ChannelDraft(name: "c", type: "DM"))
    let payload: JSON = [
      "senderId": .string(.ann), "senderName": "Ann", "message": "Hi", "metadata": ["x": 1],
      "attachments": [["url": "u"]],
    ]
    world.store(
      MessageDraft(
        authorID: .ann, content: .text("Hi"),
        body: .socket(payload: StoredJSON(payload), socketID: "s1")),
      in: channel)
    let message = api.call(.get, "\(Self.base)/\(channel.id)/messages")
      .json["data"]?["messages"]?[0]
    #expect(message?["rawMessage"] == payload)
    #expect(
      message?["metadata"] == [
        "x": 1, "user_display_name": "Ann", "socket_id": "s1",
        "serverId": .string(Identifier.defaultMessageServer),
        "messageServerId": .string(Identifier.defaultMessageServer), "attachments": [["url": "u"]],
      ])
  }
}
