public import JSON

/// Something an agent remembers, as clients see it.
public struct MemoryBody: JSONRepresentable {
  /// The id on the agent's side.
  public var id: String
  /// The table it lies in: `messages`.
  public var type: String
  /// When it came to be.
  public var createdAt: Timestamp
  /// What it says: `{text,source?,thought?,actions?,…}`.
  public var content: JSON
  /// Who said it.
  public var entityID: String
  /// Who remembers it.
  public var agentID: String
  /// The agent's room for the channel.
  public var roomID: String
  /// Whether it is the only one of its content.
  public var isUnique = true
  /// What came with it.
  public var metadata: JSON
  /// The vector made of it: `null` where there is none; nil when nobody asked.
  public var embedding: JSON?

  /// Makes a memory of a message.
  public init(
    id: String, createdAt: Timestamp, content: JSON, entityID: String, agentID: String,
    roomID: String, metadata: JSON = [:]
  ) {
    self.id = id
    type = "messages"
    self.createdAt = createdAt
    self.content = content
    self.entityID = entityID
    self.agentID = agentID
    self.roomID = roomID
    self.metadata = metadata
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("id", .text), .needed("type", .text), .needed("createdAt", .milliseconds),
    .needed("content", .any), .needed("entityId", .text), .needed("agentId", .text),
    .needed("roomId", .text), .needed("unique", .boolean), .needed("metadata", .any),
    .optional("embedding", .any))

  /// Reads a memory; ids, time and content are needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let id = object.text("id"),
      let createdAt = object.moment("createdAt"), let content = object["content"],
      let entityID = object.text("entityId"), let agentID = object.text("agentId"),
      let roomID = object.text("roomId")
    else { return nil }
    self.init(
      id: id, createdAt: createdAt, content: content, entityID: entityID, agentID: agentID,
      roomID: roomID, metadata: object["metadata"] ?? [:])
    type = object.text("type") ?? type
    isUnique = object["unique"]?.boolValue ?? true
    embedding = object["embedding"]
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("id", id)
    output.appendJSONMember("type", type)
    output.appendJSONMember("createdAt", milliseconds: createdAt)
    output.appendJSONMember("content", content)
    output.appendJSONMember("entityId", entityID)
    output.appendJSONMember("agentId", agentID)
    output.appendJSONMember("roomId", roomID)
    output.appendJSONMember("unique", isUnique)
    output.appendJSONMember("metadata", metadata)
    output.appendJSONMember("embedding", embedding)
    output.endJSONObject()
  }
}
