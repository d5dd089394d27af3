public import JSON

/// A channel as routes and events show it.
public struct ChannelBody: JSONRepresentable {
  /// The id, which is also the name of its socket room.
  public var id: String
  /// The message server it belongs to.
  public var messageServerID: String
  /// The name shown to people.
  public var name: String
  /// The kind, such as `DM` or `GROUP`; any value, since servers store what they are sent.
  public var type: JSON
  /// How it came to be, such as `auto_created`.
  public var sourceType: String?
  /// Its id at the place it comes from.
  public var sourceID: String?
  /// What it is about.
  public var topic: String?
  /// What its maker attached.
  public var metadata: JSON?
  /// When it came to be.
  public var createdAt: Timestamp
  /// When it was last changed.
  public var updatedAt: Timestamp

  /// Makes a channel without extras.
  public init(
    id: String, messageServerID: String, name: String, type: JSON, createdAt: Timestamp,
    updatedAt: Timestamp
  ) {
    self.id = id
    self.messageServerID = messageServerID
    self.name = name
    self.type = type
    self.createdAt = createdAt
    self.updatedAt = updatedAt
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("id", .text), .needed("messageServerId", .text), .needed("name", .text),
    .needed("type", .any), .optional("sourceType", .text), .optional("sourceId", .text),
    .optional("topic", .text), .optional("metadata", .any), .needed("createdAt", .date),
    .needed("updatedAt", .date))

  /// Reads a channel; needed is what the initialiser asks for.
  public init?(json: JSON) {
    guard let object = json.objectValue, let id = object.text("id"),
      let messageServerID = object.text("messageServerId"), let name = object.text("name"),
      let type = object["type"], let createdAt = object.moment("createdAt"),
      let updatedAt = object.moment("updatedAt")
    else { return nil }
    self.init(
      id: id, messageServerID: messageServerID, name: name, type: type, createdAt: createdAt,
      updatedAt: updatedAt)
    sourceType = object.text("sourceType")
    sourceID = object.text("sourceId")
    topic = object.text("topic")
    metadata = object["metadata"]
  }

  /// Appends the channel.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("id", id)
    output.appendJSONMember("messageServerId", messageServerID)
    output.appendJSONMember("name", name)
    output.appendJSONMember("type", type)
    output.appendJSONMember("sourceType", sourceType)
    output.appendJSONMember("sourceId", sourceID)
    output.appendJSONMember("topic", topic)
    output.appendJSONMember("metadata", metadata)
    output.appendJSONMember("createdAt", date: createdAt)
    output.appendJSONMember("updatedAt", date: updatedAt)
    output.endJSONObject()
  }
}
