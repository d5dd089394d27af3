public import JSON

/// Tells the sender that its message was stored.
public struct MessageAck: EventPayload {
  /// The event it belongs to.
  public static let event = EventName.messageAck

  /// The only status real servers know.
  public static let received = "received_by_server_and_processing"

  /// The sender's own id for the message, as sent.
  public var clientMessageID: JSON?
  /// The id it was stored under.
  public var messageID: String
  /// What became of it.
  public var status: String
  /// The room.
  public var channelID: String
  /// The room again.
  public var roomID: String

  /// Makes an acknowledgement for a message in `room`.
  public init(
    clientMessageID: JSON? = nil, messageID: String, room: String, status: String = received
  ) {
    self.clientMessageID = clientMessageID
    self.messageID = messageID
    self.status = status
    channelID = room
    roomID = room
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .optional("clientMessageId", .any), .needed("messageId", .text), .needed("status", .text),
    .needed("channelId", .text), .needed("roomId", .text))

  /// Reads the payload; all but the sender's own id is needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let messageID = object.text("messageId"),
      let status = object.text("status"), let channelID = object.text("channelId"),
      let roomID = object.text("roomId")
    else { return nil }
    clientMessageID = object["clientMessageId"]
    self.messageID = messageID
    self.status = status
    self.channelID = channelID
    self.roomID = roomID
  }

  /// Appends the payload.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("clientMessageId", clientMessageID)
    output.appendJSONMember("messageId", messageID)
    output.appendJSONMember("status", status)
    output.appendJSONMember("channelId", channelID)
    output.appendJSONMember("roomId", roomID)
    output.endJSONObject()
  }
}
