public import JSON

extension BusMessage {
  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("id", .text), .needed("channel_id", .text), .optional("server_id", .text).only(.legacy),
    .optional("message_server_id", .text).only(.current), .needed("author_id", .text),
    .needed("content", .any),
    .needed("created_at", .milliseconds), .optional("source_type", .text),
    .optional("source_id", .text), .optional("raw_message", .any), .optional("metadata", .any),
    .optional("author_display_name", .text), .optional("in_reply_to_message_id", .text))

  /// Reads a message; needed are ids, content and time.
  public init?(json: JSON) {
    guard let object = json.objectValue, let id = object.text("id"),
      let channelID = object.text("channel_id"), let authorID = object.text("author_id"),
      let content = object["content"], let createdAt = object.moment("created_at")
    else { return nil }
    self.init(
      id: id, channelID: channelID, authorID: authorID, content: content, createdAt: createdAt)
    serverID = object.text("server_id")
    messageServerID = object.text("message_server_id")
    sourceType = object.text("source_type")
    sourceID = object.text("source_id")
    rawMessage = object["raw_message"]
    metadata = object["metadata"]
    authorDisplayName = object.text("author_display_name")
    inReplyTo = object.text("in_reply_to_message_id")
  }

  /// Appends the message.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("id", id)
    output.appendJSONMember("channel_id", channelID)
    output.appendJSONMember("server_id", serverID)
    output.appendJSONMember("message_server_id", messageServerID)
    output.appendJSONMember("author_id", authorID)
    output.appendJSONMember("content", content)
    output.appendJSONMember("created_at", milliseconds: createdAt)
    output.appendJSONMember("source_type", sourceType)
    output.appendJSONMember("source_id", sourceID)
    output.appendJSONMember("raw_message", rawMessage)
    output.appendJSONMember("metadata", metadata)
    output.appendJSONMember("author_display_name", authorDisplayName)
    output.appendJSONMember("in_reply_to_message_id", inReplyTo)
    output.endJSONObject()
  }
}
