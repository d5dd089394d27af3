public import JSON

/// Tells a room that a message was removed.
public struct MessageDeleted: EventPayload {
  /// The event it belongs to.
  public static let event = EventName.messageDeleted

  /// The message; sent also for one that never existed.
  public var messageID: String
  /// The room.
  public var channelID: String

  /// Makes the payload.
  public init(messageID: String, channelID: String) {
    self.messageID = messageID
    self.channelID = channelID
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("messageId", .text), .needed("channelId", .text))

  /// Reads the payload; both fields are needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let messageID = object.text("messageId"),
      let channelID = object.text("channelId")
    else { return nil }
    self.init(messageID: messageID, channelID: channelID)
  }

  /// Appends the payload.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("messageId", messageID)
    output.appendJSONMember("channelId", channelID)
    output.endJSONObject()
  }
}
