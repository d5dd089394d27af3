public import JSON

/// Tells a room that its agent has finished with a message.
///
/// Real servers up to 1.4.2 send channel and server only.
public struct MessageComplete: EventPayload {
  /// The event it belongs to.
  public static let event = EventName.messageComplete

  /// The room.
  public var channelID: String
  /// The room again.
  public var roomID: String?
  /// The message server, under its older name.
  public var serverID: String?
  /// The message server, under its newer name.
  public var messageServerID: String?
  /// The message that was answered.
  public var messageID: String?

  /// Makes the payload of real servers.
  public init(channelID: String, serverID: String? = nil) {
    self.channelID = channelID
    self.serverID = serverID
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("channelId", .text), .optional("roomId", .text), .optional("serverId", .text),
    .optional("messageServerId", .text), .optional("messageId", .text))

  /// Reads the payload; the channel is needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let channelID = object.text("channelId") else {
      return nil
    }
    self.channelID = channelID
    roomID = object.text("roomId")
    serverID = object.text("serverId")
    messageServerID = object.text("messageServerId")
    messageID = object.text("messageId")
  }

  /// Appends the payload.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("channelId", channelID)
    output.appendJSONMember("roomId", roomID)
    output.appendJSONMember("serverId", serverID)
    output.appendJSONMember("messageServerId", messageServerID)
    output.appendJSONMember("messageId", messageID)
    output.endJSONObject()
  }
}
