import ElizaModel
import HTTP1
import JSON

/// A message posted to a channel, its fields found and checked.
struct ChannelPost {
  let channelID: String
  let messageServerID: String
  let authorID: String
  let content: JSON
  let body: JSON
  let connection: String

  /// Reads a request.
  ///
  /// Throws when a field is missing or no UUID, and when the message server is out of bounds.
  init(_ call: Call, _ body: JSON, world: World) throws(Refusal) {
    let profile = world.profile
    let id = call.parameter("channelId")
    let server = MessageServerField(world: world).value(in: body, connection: call.connection)
    let author = ChannelPost.first(["author_id", "authorId", "senderId"], of: body, profile)
    let content = ChannelPost.first(["content", "text", "message"], of: body, profile)
    let isKnown = Identifier.isUUID(id) || world.channel(inRoom: id) != nil
    guard isKnown, let server, Identifier.isUUID(server), let author = author?.stringValue,
      Identifier.isUUID(author), let content, content.isTruthy
    else {
      throw .message(
        .badRequest,
        "Missing required fields: channelId, \(profile.messageServerKey), author_id, content")
    }
    if profile.forbidsForeignMessageServers, server != Identifier.defaultMessageServer {
      throw .message(.forbidden, "Forbidden: server_id does not match current server")
    }
    channelID = id
    messageServerID = server
    authorID = author
    self.content = content
    self.body = body
    connection = call.connection
  }

  /// The metadata sent.
  var metadata: JSONObject { body["metadata"]?.objectValue ?? [:] }

  /// The name the author goes by.
  var senderName: String? { metadata["user_display_name"]?.stringValue }

  /// The message with what is needed to make its channel.
  var submission: MessageSubmission {
    let counterpart = metadata["targetUserId"]?.stringValue ?? metadata["recipientId"]?.stringValue
    return MessageSubmission(
      room: channelID, messageServerID: messageServerID,
      opening: ChannelOpening(
        maker: ChannelOpening.postMaker, isDirect: isDirect, counterpart: counterpart,
        metadata: body["metadata"].map(StoredJSON.init)),
      draft: draft, senderName: senderName,
      targetAgentID: counterpart ?? metadata["targetAgentId"]?.stringValue,
      connection: connection, postedID: body.sentMessageID)
  }

  private var isDirect: Bool {
    metadata["isDm"]?.isTruthy == true || metadata["channelType"] == "DM"
      || metadata["channel_type"] == "DM"
  }

  private var draft: MessageDraft {
    let reply = body["in_reply_to_message_id"]?.stringValue
    let source = body["source_type"]?.stringValue.flatMap { $0.isEmpty ? nil : $0 }
    return MessageDraft(
      authorID: authorID, content: MessageContent(content),
      body: .parts(
        raw: body["raw_message"].map(StoredJSON.init),
        metadata: body["metadata"].map(StoredJSON.init)),
      sourceType: source ?? MessageSource.channelPost,
      inReplyTo: reply.flatMap { Identifier.isUUID($0) ? $0 : nil })
  }

  /// Only the first name is a real server's.
  private static func first(_ names: [String], of body: JSON, _ profile: Profile) -> JSON? {
    guard profile.isLenient else { return names.first.flatMap { body[$0] } }
    return names.lazy.compactMap { body[$0] }.first { $0.isTruthy }
  }
}
