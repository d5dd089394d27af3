import ElizaModel
import HTTP1
import JSON
import OrderedCollections

/// A user's message that came through `/submit`, which is the agents' door.
///
/// Many clients take it for the way to send; a lenient profile answers them.
struct UserSubmission {
  private let world: World
  private let submission: MessageSubmission

  /// Reads a request; nil when an agent speaks, when a field is missing, or when the profile is strict.
  init?(_ body: JSON, _ call: Call, world: World) {
    func text(_ names: String...) -> String? {
      names.lazy.compactMap { body[$0]?.stringValue }.first { !$0.isEmpty }
    }
    guard world.profile.isLenient, let author = text("author_id", "userId", "senderId"),
      world.agents[author] == nil, text("source_type") != MessageSource.agentResponse,
      let room = text("channel_id", "channelId", "roomId"),
      let content = text("content", "text", "message")
    else { return nil }
    self.world = world
    let server = MessageServerField(world: world).value(in: body, connection: call.connection)
    let metadata = body["metadata"]
    submission = MessageSubmission(
      room: room, messageServerID: server ?? Identifier.defaultMessageServer,
      opening: ChannelOpening(maker: ChannelOpening.postMaker),
      draft: MessageDraft(
        authorID: author, content: .text(content),
        body: .parts(
          raw: body["raw_message"].map(StoredJSON.init), metadata: metadata.map(StoredJSON.init)),
        sourceType: text("source_type") ?? MessageSource.channelPost),
      senderName: metadata?["user_display_name"]?.stringValue ?? text("senderName", "userName"),
      targetAgentID: metadata?["targetUserId"]?.stringValue ?? text("agentId"),
      connection: call.connection, postedID: body.sentMessageID)
  }

  /// Stores and announces the message and lets the agents answer.
  func accept() throws(Refusal) -> Answer {
    world.findings.note(.userSubmission, connection: submission.connection)
    let incoming: IncomingMessage
    do throws(IntakeError) {
      incoming = try world.intake.accept(submission)
    } catch {
      throw .message(.internalServerError, "Failed to submit agent message")
    }
    RoomBroadcast(world: world).userMessage(
      incoming.message, in: incoming.channel, senderName: submission.senderName)
    world.intake.handOver(incoming)
    return .stored(
      incoming.message.stored(in: incoming.channel, world.profile), .created, world.profile)
  }
}
