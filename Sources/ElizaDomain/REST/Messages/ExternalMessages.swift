import ElizaModel
import HTTP1
import JSON

/// `POST /ingest-external`: users' messages from other platforms.
struct ExternalMessages {
  let world: World

  func ingest(_ call: Call) throws(Refusal) -> Answer {
    let body = call.body.value ?? [:]
    let server = MessageServerField(world: world).value(in: body, connection: call.connection)
    guard let channelID = body["channel_id"]?.stringValue, !channelID.isEmpty,
      server?.isEmpty == false, let author = body["author_id"]?.stringValue, !author.isEmpty,
      let content = body["content"], content.isTruthy
    else { throw .message(.badRequest, "Invalid external message payload") }
    guard let channel = world.channel(inRoom: channelID) else {
      throw .message(.internalServerError, "Failed to ingest message")
    }
    let message = world.store(draft(author, content, body), in: channel)
    let name = body["author_display_name"]?.stringValue
    RoomBroadcast(world: world).userMessage(message, in: channel, senderName: name)
    world.intake.handOver(
      IncomingMessage(
        channel: channel, message: message, senderName: name, connection: call.connection))
    return .body(
      Outcome(message: "Message ingested and published to bus"), .accepted,
      adding: ["data": ["messageId": .string(message.id)]])
  }

  private func draft(_ author: String, _ content: JSON, _ body: JSON) -> MessageDraft {
    MessageDraft(
      authorID: author, content: MessageContent(content),
      body: .parts(
        raw: body["raw_message"].map(StoredJSON.init),
        metadata: body["metadata"].map(StoredJSON.init)),
      sourceType: body["source_type"]?.stringValue, sourceID: body["source_id"]?.stringValue,
      inReplyTo: body["in_reply_to_message_id"]?.stringValue)
  }
}
