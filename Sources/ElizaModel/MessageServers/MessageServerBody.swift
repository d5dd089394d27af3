public import JSON

/// A message server as routes show it.
public struct MessageServerBody: JSONRepresentable {
  /// The id.
  public var id: String
  /// The name shown to people.
  public var name: String
  /// Where it comes from, such as `eliza_default`.
  public var sourceType: String
  /// Its id at the place it comes from.
  public var sourceID: String?
  /// What its maker attached.
  public var metadata: JSON?
  /// When it came to be.
  public var createdAt: Timestamp
  /// When it was last changed.
  public var updatedAt: Timestamp

  /// Makes the form of a message server.
  public init(
    id: String, name: String, sourceType: String, sourceID: String? = nil, metadata: JSON? = nil,
    createdAt: Timestamp, updatedAt: Timestamp
  ) {
    self.id = id
    self.name = name
    self.sourceType = sourceType
    self.sourceID = sourceID
    self.metadata = metadata
    self.createdAt = createdAt
    self.updatedAt = updatedAt
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("id", .text), .needed("name", .text), .needed("sourceType", .text),
    .optional("sourceId", .text), .optional("metadata", .any), .needed("createdAt", .date),
    .needed("updatedAt", .date))

  /// Reads a message server; id, name and kind are needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let id = object.text("id"), let name = object.text("name"),
      let sourceType = object.text("sourceType"), let createdAt = object.moment("createdAt"),
      let updatedAt = object.moment("updatedAt")
    else { return nil }
    self.init(
      id: id, name: name, sourceType: sourceType, sourceID: object.text("sourceId"),
      metadata: object["metadata"], createdAt: createdAt, updatedAt: updatedAt)
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("id", id)
    output.appendJSONMember("name", name)
    output.appendJSONMember("sourceType", sourceType)
    output.appendJSONMember("sourceId", sourceID)
    output.appendJSONMember("metadata", metadata)
    output.appendJSONMember("createdAt", date: createdAt)
    output.appendJSONMember("updatedAt", date: updatedAt)
    output.endJSONObject()
  }
}
