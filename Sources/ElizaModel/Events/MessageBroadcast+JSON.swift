public import JSON

extension MessageBroadcast {
  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("id", .text), .needed("senderId", .text), .needed("senderName", .text),
    .needed("text", .any), .optional("channelId", .text), .needed("roomId", .text),
    .optional("serverId", .text), .optional("messageServerId", .text).only(.current),
    .needed("createdAt", .milliseconds), .needed("source", .text),
    .optional("thought", .any), .optional("actions", .any), .optional("attachments", .any),
    .optional("clientMessageId", .any), .optional("updatedAt", .milliseconds),
    .optional("rawMessage", .any), .optional("metadata", .any))

  /// Reads a broadcast of any shape; needed are an id, a sender, a text and a room under either name.
  ///
  /// The order of the keys is taken from which of `id` and `senderId` comes first.
  public init?(json: JSON) {
    guard let object = json.objectValue, let id = object.text("id"),
      let senderID = object.text("senderId"), let text = object["text"],
      let roomID = object.text("roomId") ?? object.text("channelId")
    else { return nil }
    let first = object.lazy.map(\.key).first { $0 == "id" || $0 == "senderId" }
    self.init(
      order: first == "id" ? .socket : .bus, id: id, senderID: senderID,
      senderName: object.text("senderName") ?? "", text: text, roomID: roomID,
      createdAt: object.moment("createdAt") ?? Timestamp(milliseconds: 0),
      source: object.text("source") ?? "")
    channelID = object.text("channelId")
    serverID = object.text("serverId")
    messageServerID = object.text("messageServerId")
    thought = object["thought"]
    actions = object["actions"]
    attachments = object["attachments"]
    clientMessageID = object["clientMessageId"]
    updatedAt = object.moment("updatedAt")
    rawMessage = object["rawMessage"]
    metadata = object["metadata"]
  }

  /// Appends the broadcast in the order of its shape.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    if order == .socket { output.appendJSONMember("id", id) }
    output.appendJSONMember("senderId", senderID)
    output.appendJSONMember("senderName", senderName)
    output.appendJSONMember("text", text)
    output.appendJSONMember("channelId", channelID)
    output.appendJSONMember("roomId", roomID)
    output.appendJSONMember("serverId", serverID)
    output.appendJSONMember("messageServerId", messageServerID)
    output.appendJSONMember("createdAt", milliseconds: createdAt)
    output.appendJSONMember("source", source)
    if order == .bus { output.appendJSONMember("id", id) }
    output.appendJSONMember("thought", thought)
    output.appendJSONMember("actions", actions)
    output.appendJSONMember("attachments", attachments)
    output.appendJSONMember("clientMessageId", clientMessageID)
    output.appendJSONMember("updatedAt", milliseconds: updatedAt)
    output.appendJSONMember("rawMessage", rawMessage)
    output.appendJSONMember("metadata", metadata)
    output.endJSONObject()
  }
}
