public import JSON

/// An instruction to the page.
///
/// Servers of about 1.0 sent an `action`; some pages want a `type` and show a false bubble for any `action`.
public struct ControlMessage: EventPayload {
  /// The event it belongs to.
  public static let event = EventName.controlMessage

  /// What to do: `disable_input` or `enable_input`.
  public var action: String?
  /// What is going on: `thinking` or `complete`.
  public var type: String?
  /// A line for people.
  public var message: String?
  /// The room.
  public var channelID: String
  /// The room again.
  public var roomID: String

  /// Makes an instruction to a room.
  public init(
    action: String? = nil, type: String? = nil, message: String? = nil, room: String
  ) {
    self.action = action
    self.type = type
    self.message = message
    channelID = room
    roomID = room
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .optional("action", .text), .optional("type", .text), .optional("message", .text),
    .needed("channelId", .text), .needed("roomId", .text))

  /// Reads the payload; a room under either name is needed.
  public init?(json: JSON) {
    guard let object = json.objectValue,
      let room = object.text("channelId") ?? object.text("roomId")
    else { return nil }
    action = object.text("action")
    type = object.text("type")
    message = object.text("message")
    channelID = room
    roomID = object.text("roomId") ?? room
  }

  /// Appends the payload.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("action", action)
    output.appendJSONMember("type", type)
    output.appendJSONMember("message", message)
    output.appendJSONMember("channelId", channelID)
    output.appendJSONMember("roomId", roomID)
    output.endJSONObject()
  }
}
