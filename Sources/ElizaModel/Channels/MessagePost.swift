public import JSON

/// A message to a channel: `POST /api/messaging/channels/:id/messages`.
public struct MessagePost: JSONRepresentable {
  /// The user; needed by servers.
  public var authorID: JSON?
  /// What it says; any value that JavaScript calls true, needed by servers.
  public var content: JSON?
  /// The message server; needed by servers since 1.6.5.
  public var messageServerID: JSON?
  /// The message server, under its name up to 1.6.4.
  public var serverID: JSON?
  /// The message it answers.
  public var inReplyTo: JSON?
  /// The message in full; may hold `attachments`.
  public var rawMessage: JSON?
  /// What the user attaches, such as `user_display_name`.
  public var metadata: JSON?
  /// What kind of client it is; `eliza_gui` when absent.
  public var sourceType: JSON?
  /// How the answer shall come: `http`, `sse` or `websocket` (since 1.7.1).
  public var transport: JSON?
  /// The older name of `transport` (1.7.0).
  public var mode: JSON?

  /// Makes a message.
  public init(
    authorID: JSON? = nil, content: JSON? = nil, messageServerID: JSON? = nil,
    serverID: JSON? = nil, inReplyTo: JSON? = nil, rawMessage: JSON? = nil, metadata: JSON? = nil,
    sourceType: JSON? = nil, transport: JSON? = nil, mode: JSON? = nil
  ) {
    self.authorID = authorID
    self.content = content
    self.messageServerID = messageServerID
    self.serverID = serverID
    self.inReplyTo = inReplyTo
    self.rawMessage = rawMessage
    self.metadata = metadata
    self.sourceType = sourceType
    self.transport = transport
    self.mode = mode
  }

  /// What the JSON looks like.
  public static let schema = Schema.openObject(
    .needed("author_id", .uuid), .needed("content", .filled),
    .needed("message_server_id", .uuid).only(.current),
    .needed("server_id", .uuid).only(.legacy), .optional("in_reply_to_message_id", .uuid),
    .optional("raw_message", .any), .optional("metadata", .anyObject),
    .optional("source_type", .text),
    .optional("transport", .words(["http", "sse", "websocket"])),
    .optional("mode", .words(["sync", "stream", "websocket"])))

  /// Reads any object; what a field may be is for the server to judge.
  public init?(json: JSON) {
    guard let object = json.objectValue else { return nil }
    self.init(
      authorID: object["author_id"], content: object["content"],
      messageServerID: object["message_server_id"], serverID: object["server_id"],
      inReplyTo: object["in_reply_to_message_id"], rawMessage: object["raw_message"],
      metadata: object["metadata"], sourceType: object["source_type"],
      transport: object["transport"], mode: object["mode"])
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("author_id", authorID)
    output.appendJSONMember("content", content)
    output.appendJSONMember("message_server_id", messageServerID)
    output.appendJSONMember("server_id", serverID)
    output.appendJSONMember("in_reply_to_message_id", inReplyTo)
    output.appendJSONMember("raw_message", rawMessage)
    output.appendJSONMember("metadata", metadata)
    output.appendJSONMember("source_type", sourceType)
    output.appendJSONMember("transport", transport)
    output.appendJSONMember("mode", mode)
    output.endJSONObject()
  }
}
