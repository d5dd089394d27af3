public import JSON

/// A piece of an answer that an agent is still writing (since 1.7.0).
public struct StreamChunk: EventPayload {
  /// The event it belongs to.
  public static let event = EventName.messageStreamChunk

  /// The id the finished message will have; may be absent in an event stream.
  public var messageID: String?
  /// The text that comes next.
  public var chunk: String
  /// The number of the piece, from zero, among all pieces of the answer to one message.
  public var index: Int
  /// The agent; absent in an event stream.
  public var agentID: String?
  /// The room; absent in an event stream.
  public var channelID: String?

  /// Makes a piece.
  public init(
    messageID: String?, chunk: String, index: Int, agentID: String? = nil, channelID: String? = nil
  ) {
    self.messageID = messageID
    self.chunk = chunk
    self.index = index
    self.agentID = agentID
    self.channelID = channelID
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .optional("messageId", .text), .needed("chunk", .text), .needed("index", .integer),
    .optional("agentId", .text), .optional("channelId", .text))

  /// Reads the payload; the text and the number are needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let chunk = object.text("chunk"),
      let index = object.integer("index")
    else { return nil }
    self.init(
      messageID: object.text("messageId"), chunk: chunk, index: index,
      agentID: object.text("agentId"), channelID: object.text("channelId"))
  }

  /// Appends the payload.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("messageId", messageID)
    output.appendJSONMember("chunk", chunk)
    output.appendJSONMember("index", index)
    output.appendJSONMember("agentId", agentID)
    output.appendJSONMember("channelId", channelID)
    output.endJSONObject()
  }
}
