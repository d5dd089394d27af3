public import JSON

extension SendPayload {
  /// What the JSON looks like.
  public static let schema = Schema.openObject(
    .needed("senderId", .text), .optional("senderName", .text), .needed("message", .filled),
    .optional("channelId", .text), .optional("roomId", .text),
    .optional("messageServerId", .text).only(.current), .optional("serverId", .text).only(.legacy),
    .optional("messageId", .any), .optional("source", .text), .optional("attachments", .any),
    .optional("metadata", .anyObject), .optional("targetUserId", .text))

  /// Reads any object; a field of the wrong kind counts as absent.
  public init?(json: JSON) {
    guard let object = json.objectValue else { return nil }
    channelID = object.text("channelId")
    roomID = object.text("roomId")
    senderID = object.text("senderId")
    senderName = object.text("senderName")
    message = object["message"]
    messageServerID = object.text("messageServerId")
    serverID = object.text("serverId")
    if messageServerID == nil, serverID == nil {
      unofficialServerID =
        object.text("message_server_id") ?? object.text("server_id") ?? object.text("worldId")
    }
    messageID = object["messageId"]
    source = object.text("source")
    attachments = object["attachments"]
    metadata = object["metadata"]
    targetUserID = object.text("targetUserId")
  }

  /// Reads any object in place; a field of the wrong kind counts as absent.
  public init?(_ document: JSONDocument, _ node: JSONDocument.Node) {
    guard document.kind(of: node) == .object else { return nil }
    channelID = document.text("channelId", of: node)
    roomID = document.text("roomId", of: node)
    senderID = document.text("senderId", of: node)
    senderName = document.text("senderName", of: node)
    message = document.tree("message", of: node)
    messageServerID = document.text("messageServerId", of: node)
    serverID = document.text("serverId", of: node)
    if messageServerID == nil, serverID == nil {
      unofficialServerID =
        document.text("message_server_id", of: node) ?? document.text("server_id", of: node)
        ?? document.text("worldId", of: node)
    }
    messageID = document.tree("messageId", of: node)
    source = document.text("source", of: node)
    attachments = document.tree("attachments", of: node)
    metadata = document.tree("metadata", of: node)
    targetUserID = document.text("targetUserId", of: node)
  }

  /// Appends the payload, in the order of the stock client.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("senderId", senderID)
    output.appendJSONMember("senderName", senderName)
    output.appendJSONMember("message", message)
    output.appendJSONMember("channelId", channelID)
    output.appendJSONMember("roomId", roomID)
    output.appendJSONMember("messageServerId", messageServerID)
    output.appendJSONMember("serverId", serverID)
    output.appendJSONMember("messageId", messageID)
    output.appendJSONMember("source", source)
    output.appendJSONMember("attachments", attachments)
    output.appendJSONMember("metadata", metadata)
    output.appendJSONMember("targetUserId", targetUserID)
    output.endJSONObject()
  }
}
