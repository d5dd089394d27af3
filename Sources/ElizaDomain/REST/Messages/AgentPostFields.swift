import ElizaModel
import JSON

/// The fields of what an agent posts by HTTP: a reply or the progress of an action.
struct AgentPostFields {
  let channelID: String
  let messageServerID: String
  let draft: MessageDraft

  /// Reads a request.
  ///
  /// Throws when a field is missing or no UUID.
  init(_ body: JSON, world: World, connection: String) throws(Refusal) {
    let profile = world.profile
    func uuid(_ name: String) -> String? {
      body[name]?.stringValue.flatMap { Identifier.isUUID($0) ? $0 : nil }
    }
    guard let channel = uuid("channel_id"), let author = uuid("author_id"),
      let content = body["content"], content.isTruthy,
      let source = body["source_type"], source.isTruthy,
      let raw = body["raw_message"], raw.isTruthy,
      let server = MessageServerField(world: world).value(in: body, connection: connection),
      Identifier.isUUID(server), AgentPostFields.isAllowed(server, profile)
    else {
      let fields = "channel_id, \(profile.messageServerKey), author_id, content"
      throw .message(
        .badRequest, "Missing required fields: \(fields), source_type, raw_message")
    }
    if let reply = body["in_reply_to_message_id"], reply.isTruthy,
      uuid("in_reply_to_message_id") == nil
    {
      throw .message(.badRequest, "Invalid in_reply_to_message_id format")
    }
    if let id = body["messageId"], id.isTruthy, uuid("messageId") == nil {
      throw .message(.badRequest, "Invalid messageId format")
    }
    channelID = channel
    messageServerID = server
    draft = MessageDraft(
      id: uuid("messageId"), authorID: author, content: MessageContent(content),
      body: .parts(
        raw: StoredJSON(raw), metadata: body["metadata"].map(StoredJSON.init)),
      sourceType: MessageContent(source).text, sourceID: body["source_id"]?.stringValue,
      inReplyTo: uuid("in_reply_to_message_id"))
  }

  private static func isAllowed(_ server: String, _ profile: Profile) -> Bool {
    !profile.forbidsForeignMessageServers || server == Identifier.defaultMessageServer
  }
}
