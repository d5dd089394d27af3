import ElizaModel
import HTTP1
import JSON
import OrderedCollections

/// `/api/audio/:agentId`: sound that stands in for speech, and text that stands in for what was said.
///
/// The servers of the recordings failed here for want of a model; the mock has generated sound for all
/// releases, and marks it as such.
struct AudioRoutes {
  /// Who speaks when the caller does not say.
  private static let nobody = "00000000-0000-4000-8000-000000000000"

  let world: World

  /// Adds the routes.
  func add(to router: inout Router) {
    let base = "/api/audio/:agentId"
    router.add(
      .post, base + "/audio-messages/synthesize", AudioContracts.synthesize, synthesize)
    router.add(.post, base + "/speech/generate", AudioContracts.synthesize, synthesize)
    router.add(.post, base + "/speech/conversation", AudioContracts.conversation, converse)
  }

  private func synthesize(_ call: Call) throws(Refusal) -> Answer {
    _ = try agent(call)
    let text = try text(call, otherwise: "Text is required for speech synthesis")
    mark(call)
    return .speech(text)
  }

  /// The agent hears the text as a message of a direct channel, or of the room that is named.
  private func converse(_ call: Call) throws(Refusal) -> Answer {
    let agentID = try agent(call)
    let text = try text(call, otherwise: "Text is required for conversation")
    let fields = call.body.value ?? [:]
    let speaker = id(fields["entityId"]) ?? AudioRoutes.nobody
    let channel =
      id(fields["roomId"]).flatMap { world.channel(inRoom: $0) }
      ?? directChannel(of: speaker, agentID)
    let message = world.store(
      MessageDraft(
        authorID: speaker, content: .text(text), body: .parts(raw: nil, metadata: nil),
        sourceType: "audio"), in: channel)
    mark(call)
    world.intake.handOver(
      IncomingMessage(
        channel: channel, message: message, senderName: fields["userName"]?.stringValue,
        targetAgentID: agentID, delivery: .caller(SpokenReply(call)),
        connection: call.connection))
    return .later
  }

  /// The agent must run.
  func agent(_ call: Call) throws(Refusal) -> String {
    let id = try call.agentID()
    guard let agent = world.agentMakingIfAllowed(id, connection: call.connection),
      agent.status == .active
    else { throw .noAgent }
    return agent.id
  }

  private func text(_ call: Call, otherwise complaint: String) throws(Refusal) -> String {
    guard let text = try call.body(destructuring: "text")["text"], text.isTruthy else {
      throw .coded(.badRequest, "INVALID_REQUEST", complaint)
    }
    return MessageContent(text).text
  }

  private func id(_ value: JSON?) -> String? {
    value?.stringValue.flatMap { Identifier.isUUID($0) ? $0 : nil }
  }

  private func directChannel(of speaker: String, _ agentID: String) -> Channel {
    world.directChannel(
      between: speaker, and: agentID, messageServerID: Identifier.defaultMessageServer
    ) { lower, higher in
      ChannelDraft(
        name: "DM-\(lower)-\(higher)", type: "DM",
        metadata: StoredJSON(["user1": .string(lower), "user2": .string(higher)]),
        participants: [speaker, agentID])
    }
  }

  private func mark(_ call: Call) {
    call.fields.add(MockSpeech.mark.name, MockSpeech.mark.value)
  }
}
