public import JSON

/// An agent's message: `POST /api/messaging/submit` and `/action`.
public struct AgentPost: JSONRepresentable {
  /// The id it shall have (since 1.7.0).
  public var messageID: JSON?
  /// The channel; needed by servers.
  public var channelID: JSON?
  /// The message server; needed by servers since 1.6.5.
  public var messageServerID: JSON?
  /// The message server, under its name up to 1.6.4.
  public var serverID: JSON?
  /// The agent; needed by servers.
  public var authorID: JSON?
  /// What it says; needed by servers.
  public var content: JSON?
  /// The message it answers.
  public var inReplyTo: JSON?
  /// What kind of message it is, such as `agent_response`; needed by servers.
  public var sourceType: JSON?
  /// The message in full, with `thought` and `actions`; needed by servers.
  public var rawMessage: JSON?
  /// What the agent attaches, such as `agentName`.
  public var metadata: JSON?

  /// Makes a message.
  public init(
    messageID: JSON? = nil, channelID: JSON? = nil, messageServerID: JSON? = nil,
    serverID: JSON? = nil, authorID: JSON? = nil, content: JSON? = nil, inReplyTo: JSON? = nil,
    sourceType: JSON? = nil, rawMessage: JSON? = nil, metadata: JSON? = nil
  ) {
    self.messageID = messageID
    self.channelID = channelID
    self.messageServerID = messageServerID
    self.serverID = serverID
    self.authorID = authorID
    self.content = content
    self.inReplyTo = inReplyTo
    self.sourceType = sourceType
    self.rawMessage = rawMessage
    self.metadata = metadata
  }

  /// What the JSON looks like.
  public static let schema = Schema.openObject(
    .optional("messageId", .uuid), .needed("channel_id", .uuid),
    .needed("message_server_id", .uuid).only(.current),
    .needed("server_id", .uuid).only(.legacy), .needed("author_id", .uuid),
    .needed("content", .filled), .optional("in_reply_to_message_id", .uuid),
    .needed("source_type", .filled), .needed("raw_message", .anyObject),
    .optional("metadata", .anyObject))

  /// Reads any object; what a field may be is for the server to judge.
  public init?(json: JSON) {
    guard let object = json.objectValue else { return nil }
    self.init(
      messageID: object["messageId"], channelID: object["channel_id"],
      messageServerID: object["message_server_id"], serverID: object["server_id"],
      authorID: object["author_id"], content: object["content"],
      inReplyTo: object["in_reply_to_message_id"], sourceType: object["source_type"],
      rawMessage: object["raw_message"], metadata: object["metadata"])
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("messageId", messageID)
    output.appendJSONMember("channel_id", channelID)
    output.appendJSONMember("message_server_id", messageServerID)
    output.appendJSONMember("server_id", serverID)
    output.appendJSONMember("author_id", authorID)
    output.appendJSONMember("content", content)
    output.appendJSONMember("in_reply_to_message_id", inReplyTo)
    output.appendJSONMember("source_type", sourceType)
    output.appendJSONMember("raw_message", rawMessage)
    output.appendJSONMember("metadata", metadata)
    output.endJSONObject()
  }
}
