public import JSON

/// Tells a room that a streamed answer broke off; defined since 1.7.0, sent by no release.
public struct StreamError: EventPayload {
  /// The event it belongs to.
  public static let event = EventName.messageStreamError

  /// The id the finished message would have had.
  public var messageID: String
  /// The room.
  public var channelID: String
  /// The agent.
  public var agentID: String
  /// The reason, for people.
  public var error: String
  /// What was written until then.
  public var partialText: String?

  /// Makes the payload.
  public init(
    messageID: String, channelID: String, agentID: String, error: String,
    partialText: String? = nil
  ) {
    self.messageID = messageID
    self.channelID = channelID
    self.agentID = agentID
    self.error = error
    self.partialText = partialText
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("messageId", .text), .needed("channelId", .text), .needed("agentId", .text),
    .needed("error", .text), .optional("partialText", .text))

  /// Reads the payload; all but the text is needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let messageID = object.text("messageId"),
      let channelID = object.text("channelId"), let agentID = object.text("agentId"),
      let error = object.text("error")
    else { return nil }
    self.init(
      messageID: messageID, channelID: channelID, agentID: agentID, error: error,
      partialText: object.text("partialText"))
  }

  /// Appends the payload.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("messageId", messageID)
    output.appendJSONMember("channelId", channelID)
    output.appendJSONMember("agentId", agentID)
    output.appendJSONMember("error", error)
    output.appendJSONMember("partialText", partialText)
    output.endJSONObject()
  }
}
