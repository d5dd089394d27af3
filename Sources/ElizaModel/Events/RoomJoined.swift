public import JSON

/// The answer to a join; sent twice, as `channel_joined` and as `room_joined`.
public struct RoomJoined: EventPayload {
  /// The event it belongs to first.
  public static let event = EventName.channelJoined

  /// A line for people.
  public var message: String
  /// The room.
  public var channelID: String
  /// The room again.
  public var roomID: String
  /// The agent, as the join named it.
  public var agentID: JSON?

  /// Makes the answer of real servers.
  public init(socketID: String, room: String, agentID: JSON? = nil) {
    message = "Socket \(socketID) successfully joined channel \(room)."
    channelID = room
    roomID = room
    self.agentID = agentID
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("message", .text), .needed("channelId", .text), .needed("roomId", .text),
    .optional("agentId", .any))

  /// Reads the payload; all but the agent is needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let message = object.text("message"),
      let channelID = object.text("channelId"), let roomID = object.text("roomId")
    else { return nil }
    self.message = message
    self.channelID = channelID
    self.roomID = roomID
    agentID = object["agentId"]
  }

  /// Appends the payload.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("message", message)
    output.appendJSONMember("channelId", channelID)
    output.appendJSONMember("roomId", roomID)
    output.appendJSONMember("agentId", agentID)
    output.endJSONObject()
  }
}
