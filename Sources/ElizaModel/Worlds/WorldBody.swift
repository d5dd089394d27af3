public import JSON

/// An agent's world as answers show it.
public struct WorldBody: JSONRepresentable {
  /// The id.
  public var id: String
  /// The agent it belongs to.
  public var agentID: String
  /// The name shown to people.
  public var name: String
  /// What its maker attached; null when nothing.
  public var metadata: JSON
  /// The message server it stands for, as up to 1.6.4; nil to leave the member out.
  public var serverID: String?
  /// The message server it stands for, since 1.6.5, null for none; nil to leave the member out.
  public var messageServerID: JSON?
  /// When it came to be.
  public var createdAt: Timestamp

  /// Makes a body without a message server.
  public init(
    id: String, agentID: String, name: String, metadata: JSON = .null, createdAt: Timestamp
  ) {
    self.id = id
    self.agentID = agentID
    self.name = name
    self.metadata = metadata
    self.createdAt = createdAt
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("id", .text), .needed("agentId", .text), .needed("name", .text),
    .needed("metadata", .any), .optional("serverId", .text).only(.legacy),
    .optional("messageServerId", .nullable(.text)).only(.current), .needed("createdAt", .date))

  /// Reads a body; id, agent, name and time are needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let id = object.text("id"),
      let agentID = object.text("agentId"), let name = object.text("name"),
      let createdAt = object.moment("createdAt")
    else { return nil }
    self.init(
      id: id, agentID: agentID, name: name, metadata: object["metadata"] ?? .null,
      createdAt: createdAt)
    serverID = object.text("serverId")
    messageServerID = object["messageServerId"]
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("id", id)
    output.appendJSONMember("agentId", agentID)
    output.appendJSONMember("name", name)
    output.appendJSONMember("metadata", metadata)
    output.appendJSONMember("serverId", serverID)
    output.appendJSONMember("messageServerId", messageServerID)
    output.appendJSONMember("createdAt", date: createdAt)
    output.endJSONObject()
  }
}
