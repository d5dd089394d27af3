public import JSON

/// A message as a session lists it.
public struct SessionMessage: JSONRepresentable {
  /// The id.
  public var id: String
  /// What it says: nearly always text.
  public var content: JSON
  /// The user or agent who wrote it.
  public var authorID: String
  /// Whether it is an agent's answer; false for reports of actions.
  public var isAgent: Bool
  /// When it was stored.
  public var createdAt: Timestamp
  /// What came with it, with `thought` and `actions` of an answer.
  public var metadata: JSON?

  /// Makes a message.
  public init(
    id: String, content: JSON, authorID: String, isAgent: Bool, createdAt: Timestamp,
    metadata: JSON? = nil
  ) {
    self.id = id
    self.content = content
    self.authorID = authorID
    self.isAgent = isAgent
    self.createdAt = createdAt
    self.metadata = metadata
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("id", .text), .needed("content", .any), .needed("authorId", .text),
    .needed("isAgent", .boolean), .needed("createdAt", .date), .optional("metadata", .any))

  /// Reads a message; all but the metadata is needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let id = object.text("id"),
      let content = object["content"], let authorID = object.text("authorId"),
      let isAgent = object.flag("isAgent"), let createdAt = object.moment("createdAt")
    else { return nil }
    self.init(
      id: id, content: content, authorID: authorID, isAgent: isAgent, createdAt: createdAt,
      metadata: object["metadata"])
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("id", id)
    output.appendJSONMember("content", content)
    output.appendJSONMember("authorId", authorID)
    output.appendJSONMember("isAgent", isAgent)
    output.appendJSONMember("createdAt", date: createdAt)
    output.appendJSONMember("metadata", metadata)
    output.endJSONObject()
  }
}
