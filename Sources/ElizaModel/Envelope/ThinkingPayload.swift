public import JSON

/// Somebody thinks or types, or has stopped: an envelope of type 5.
///
/// No released server sends it; the shape is this project's, with the names of the other payloads.
public struct ThinkingPayload: JSONRepresentable {
  /// The room.
  public var channelID: String
  /// The room again.
  public var roomID: String
  /// Who thinks.
  public var senderID: String
  /// The name of who thinks.
  public var senderName: String?
  /// Whether it goes on; false when it has ended.
  public var isThinking: Bool

  /// Makes the payload.
  public init(room: String, senderID: String, senderName: String? = nil, isThinking: Bool) {
    channelID = room
    roomID = room
    self.senderID = senderID
    self.senderName = senderName
    self.isThinking = isThinking
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("channelId", .text), .needed("roomId", .text), .needed("senderId", .text),
    .optional("senderName", .text), .needed("isThinking", .boolean))

  /// Reads the payload; a room under either name and the sender are needed.
  ///
  /// Without `isThinking` it goes on.
  public init?(json: JSON) {
    guard let object = json.objectValue,
      let room = object.text("channelId") ?? object.text("roomId"),
      let senderID = object.text("senderId")
    else { return nil }
    channelID = room
    roomID = object.text("roomId") ?? room
    self.senderID = senderID
    senderName = object.text("senderName")
    isThinking = object.flag("isThinking") ?? true
  }

  /// Appends the payload.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("channelId", channelID)
    output.appendJSONMember("roomId", roomID)
    output.appendJSONMember("senderId", senderID)
    output.appendJSONMember("senderName", senderName)
    output.appendJSONMember("isThinking", isThinking)
    output.endJSONObject()
  }
}
