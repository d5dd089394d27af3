import ElizaDomain
import ElizaModel
import HTTP1
import JSON
import Testing

@Suite struct UserSubmissionTests {
  private final class Listener: AgentPipeline {
    var heard: [String] = []

    func messageStored(_ message: IncomingMessage) {
      heard.append(message.message.content.text)
    }
  }

  private let room = RoomLog()
  private let listener = Listener()

  private func world(_ profile: Profile) -> World {
    let world = World.testing(profile)
    world.outlet = room
    world.pipeline = listener
    return world
  }

  @Test func reachesTheAgentWhenLenient() {
    let world = world(.lenient)
    let answer = RESTAPI.testing(world).call(
      .post, "/api/messaging/submit",
      ["text": "Hi", "userId": "user-1", "roomId": "room-1", "userName": "Ann"])
    #expect(answer.status == 201)
    #expect(answer.json["data"]?["channelId"] == "room-1")
    #expect(answer.json["data"]?["message"]?["id"] == answer.json["data"]?["id"])
    #expect(listener.heard == ["Hi"])
    #expect(room.emitted.map(\.room) == ["room-1"])
    #expect(world.findings.all.map(\.rule.id).contains("user-submission"))
  }

  @Test func isRefusedWhenStrict() {
    let answer = RESTAPI.testing(world(.v1_7_2)).call(
      .post, "/api/messaging/submit", ["text": "Hi", "userId": "u", "roomId": "r"])
    #expect(answer.status == 400)
    #expect(listener.heard.isEmpty)
  }

  @Test func staysAnAgentsReplyWhenAnAgentSpeaks() throws {
    let world = world(.lenient)
    let channel = world.makeChannel(ChannelDraft(name: "c", type: "DM"))
    let answer = RESTAPI.testing(world).call(
      .post, "/api/messaging/submit",
      [
        "channel_id": .string(channel.id), "author_id": .string(.eliza), "content": "Hello",
        "source_type": "agent_response", "raw_message": ["text": "Hello"],
        "message_server_id": .string(Identifier.defaultMessageServer),
      ])
    #expect(answer.status == 201)
    #expect(listener.heard.isEmpty)
    #expect(room.names == ["messageBroadcast"])
    #expect(channel.messages.last?.isAgentReply == true)
  }
}
