public import JSON

/// An entry of an agent's log.
public struct AgentLogBody: JSONRepresentable {
  /// The id.
  public var id: String
  /// When it was written.
  public var createdAt: Timestamp
  /// Whom it is about: the author of a message, or the agent.
  public var entityID: String
  /// What it says.
  public var body: JSON
  /// The kind, such as `run_event`, `action` or `useModel:TEXT_LARGE`.
  public var type: String
  /// The room on the agent's side.
  public var roomID: String

  /// Makes an entry.
  public init(
    id: String, createdAt: Timestamp, entityID: String, body: JSON, type: String, roomID: String
  ) {
    self.id = id
    self.createdAt = createdAt
    self.entityID = entityID
    self.body = body
    self.type = type
    self.roomID = roomID
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("id", .text), .needed("createdAt", .date), .needed("entityId", .text),
    .needed("body", .anyObject), .needed("type", .text), .needed("roomId", .text))

  /// Reads an entry; all fields are needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let id = object.text("id"),
      let createdAt = object.moment("createdAt"), let entityID = object.text("entityId"),
      let body = object["body"], let type = object.text("type"), let roomID = object.text("roomId")
    else { return nil }
    self.init(
      id: id, createdAt: createdAt, entityID: entityID, body: body, type: type, roomID: roomID)
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("id", id)
    output.appendJSONMember("createdAt", date: createdAt)
    output.appendJSONMember("entityId", entityID)
    output.appendJSONMember("body", body)
    output.appendJSONMember("type", type)
    output.appendJSONMember("roomId", roomID)
    output.endJSONObject()
  }
}
