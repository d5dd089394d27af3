public import JSON

/// The wish of a client to join a room: an envelope of type 1, or the event `1`.
public struct JoinPayload: JSONRepresentable {
  /// The room.
  public var channelID: String?
  /// The older name of the room; read when there is no `channelID`.
  public var roomID: String?
  /// Who joins.
  public var entityID: String?
  /// The message server, under its name since 1.6.5.
  public var messageServerID: String?
  /// The message server, under its name up to 1.6.4.
  public var serverID: String?
  /// The agent the client wants to talk to; sent back as it came, of whatever kind.
  public var agentID: JSON?
  /// Anything else the client says, such as `isDm` and `channelType`.
  public var metadata: JSON?
  /// The handle of who joins.
  public var username: String?
  /// The name of who joins.
  public var displayName: String?

  /// Makes a wish to join `channelID`.
  public init(channelID: String? = nil, entityID: String? = nil) {
    self.channelID = channelID
    self.entityID = entityID
  }

  /// The room to join: the first of both names that is not empty.
  public var room: String? {
    [channelID, roomID].lazy.compactMap { $0 }.first { !$0.isEmpty }
  }

  /// What the JSON looks like.
  public static let schema = Schema.openObject(
    .optional("channelId", .text), .optional("roomId", .text), .optional("entityId", .text),
    .optional("messageServerId", .text).only(.current), .optional("serverId", .text).only(.legacy),
    .optional("agentId", .any), .optional("metadata", .anyObject), .optional("username", .text),
    .optional("displayName", .text))

  /// Reads any object; a field of the wrong kind counts as absent.
  public init?(json: JSON) {
    guard let object = json.objectValue else { return nil }
    channelID = object.text("channelId")
    roomID = object.text("roomId")
    entityID = object.text("entityId")
    messageServerID = object.text("messageServerId")
    serverID = object.text("serverId")
    agentID = object["agentId"]
    metadata = object["metadata"]
    username = object.text("username")
    displayName = object.text("displayName")
  }

  /// Reads any object in place; a field of the wrong kind counts as absent.
  public init?(_ document: JSONDocument, _ node: JSONDocument.Node) {
    guard document.kind(of: node) == .object else { return nil }
    channelID = document.text("channelId", of: node)
    roomID = document.text("roomId", of: node)
    entityID = document.text("entityId", of: node)
    messageServerID = document.text("messageServerId", of: node)
    serverID = document.text("serverId", of: node)
    agentID = document.tree("agentId", of: node)
    metadata = document.tree("metadata", of: node)
    username = document.text("username", of: node)
    displayName = document.text("displayName", of: node)
  }

  /// Appends the payload.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("channelId", channelID)
    output.appendJSONMember("roomId", roomID)
    output.appendJSONMember("entityId", entityID)
    output.appendJSONMember("messageServerId", messageServerID)
    output.appendJSONMember("serverId", serverID)
    output.appendJSONMember("agentId", agentID)
    output.appendJSONMember("metadata", metadata)
    output.appendJSONMember("username", username)
    output.appendJSONMember("displayName", displayName)
    output.endJSONObject()
  }
}
