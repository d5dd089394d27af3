public import JSON

/// A room as an agent has it, as clients see it.
public struct RoomBody: JSONRepresentable {
  /// The id on the agent's side.
  public var id: String
  /// The name shown to people.
  public var name: String
  /// The channel it belongs to.
  public var channelID: String?
  /// Whose room it is.
  public var agentID: String
  /// The message server it belongs to, by its current name.
  public var messageServerID: String?
  /// The message server it belongs to, by its old name.
  public var serverID: String?
  /// The message server on the agent's side.
  public var worldID: String
  /// The kind, such as `GROUP`.
  public var type: String
  /// Where it comes from.
  public var source: String
  /// What its maker attached, or `null`.
  public var metadata: JSON
  /// When it came to be, where servers tell.
  public var createdAt: Timestamp?
  /// The name of its message server, where one room is asked for.
  public var worldName: String?

  /// Makes a room.
  public init(
    id: String, name: String, agentID: String, worldID: String, type: String, source: String,
    metadata: JSON = .null
  ) {
    self.id = id
    self.name = name
    self.agentID = agentID
    self.worldID = worldID
    self.type = type
    self.source = source
    self.metadata = metadata
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("id", .text), .needed("name", .text), .optional("channelId", .text),
    .needed("agentId", .text), .optional("messageServerId", .text).only(.current),
    .needed("worldId", .text), .needed("type", .text), .needed("source", .text),
    .needed("metadata", .any), .optional("createdAt", .date), .optional("serverId", .text),
    .optional("worldName", .text))

  /// Reads a room; ids, name, type and source are needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let id = object.text("id"), let name = object.text("name"),
      let agentID = object.text("agentId"), let worldID = object.text("worldId"),
      let type = object.text("type"), let source = object.text("source")
    else { return nil }
    self.init(
      id: id, name: name, agentID: agentID, worldID: worldID, type: type, source: source,
      metadata: object["metadata"] ?? .null)
    channelID = object.text("channelId")
    messageServerID = object.text("messageServerId")
    serverID = object.text("serverId")
    createdAt = object.moment("createdAt")
    worldName = object.text("worldName")
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("id", id)
    output.appendJSONMember("name", name)
    output.appendJSONMember("channelId", channelID)
    output.appendJSONMember("agentId", agentID)
    output.appendJSONMember("messageServerId", messageServerID)
    output.appendJSONMember("worldId", worldID)
    output.appendJSONMember("type", type)
    output.appendJSONMember("source", source)
    output.appendJSONMember("metadata", metadata)
    output.appendJSONMember("createdAt", date: createdAt)
    output.appendJSONMember("serverId", serverID)
    output.appendJSONMember("worldName", worldName)
    output.endJSONObject()
  }
}
