import ElizaModel
import JSON

/// The four shapes in which a message leaves by HTTP.
extension StoredMessage {
  /// As a session lists it.
  func sessionJSON(in channel: Channel, _ profile: Profile) -> JSON {
    let raw = rawMessage
    var metadata: JSONObject = [:]
    metadata["thought"] = raw?["thought"]
    metadata["actions"] = raw?["actions"]
    metadata.merge(self.metadata(in: channel, naming: profile.naming))
    return [
      "id": .string(id), "content": content.value, "authorId": .string(authorID),
      "isAgent": .bool(isAgentReply), "createdAt": .string(createdAt.isoText),
      "metadata": .object(metadata),
    ]
  }

  /// As the internal bus carries it; message posts are answered with it.
  func busJSON(in channel: Channel, _ profile: Profile) -> JSON {
    let metadata = self.metadata(in: channel, naming: profile.naming)
    var body: JSONObject = ["id": .string(id), "channel_id": .string(channel.id)]
    if profile.naming != .legacy {
      body["message_server_id"] = .string(channel.messageServerID)
    }
    if profile.naming != .current { body["server_id"] = .string(channel.messageServerID) }
    body["author_id"] = .string(authorID)
    body["content"] = content.value
    body["created_at"] = JSON(createdAt.milliseconds)
    body["source_type"] = sourceType.map(JSON.string)
    body["raw_message"] = rawMessage
    body["metadata"] = metadata
    body["author_display_name"] = metadata?["user_display_name"]
    body["in_reply_to_message_id"] = inReplyTo.map(JSON.string)
    return .object(body)
  }

  /// As it is stored, which agents get back.
  func storedJSON(in channel: Channel, _ profile: Profile) -> JSONObject {
    var body: JSONObject = [
      "id": .string(id), "channelId": .string(channel.id), "authorId": .string(authorID),
      "content": content.value,
    ]
    body["rawMessage"] = rawMessage
    body["sourceType"] = sourceType.map(JSON.string)
    body["sourceId"] = sourceID.map(JSON.string)
    body["metadata"] = metadata(in: channel, naming: profile.naming)
    body["inReplyToRootMessageId"] = inReplyTo.map(JSON.string)
    body["createdAt"] = .string(createdAt.isoText)
    body["updatedAt"] = .string(updatedAt.isoText)
    return body
  }

  /// As a channel lists it; a reply to a message that is gone is a reply to nothing.
  func listedJSON(in channel: Channel, of world: World) -> JSON {
    let profile = world.profile
    var body = storedJSON(in: channel, profile)
    let raw = rawMessage
    var metadata = body["metadata"]?.objectValue ?? [:]
    metadata["thought"] = raw?["thought"] ?? metadata["thought"]
    metadata["actions"] = raw?["actions"] ?? metadata["actions"]
    metadata["attachments"] = raw?["attachments"] ?? metadata["attachments"]
    body["metadata"] = .object(metadata)
    let answered = inReplyTo.flatMap { world.message($0)?.message.id }
    body["inReplyToRootMessageId"] = answered.map(JSON.string) ?? .null
    body["created_at"] = JSON(createdAt.milliseconds)
    body["updated_at"] = JSON(updatedAt.milliseconds)
    if profile.answersInEveryShape {
      body["author_id"] = .string(authorID)
      body["source_type"] = sourceType.map(JSON.string)
    }
    return .object(body)
  }
}
