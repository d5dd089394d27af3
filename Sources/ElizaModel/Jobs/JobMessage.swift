public import JSON

/// The message with which an agent has answered a job.
public struct JobMessage: JSONRepresentable {
  /// The id it is stored under.
  public var id: String
  /// What it says.
  public var content: String
  /// The agent.
  public var authorID: String
  /// When it was stored.
  public var createdAt: Timestamp
  /// What came with it.
  public var metadata: JSON?

  /// Makes a message.
  public init(
    id: String, content: String, authorID: String, createdAt: Timestamp, metadata: JSON? = nil
  ) {
    self.id = id
    self.content = content
    self.authorID = authorID
    self.createdAt = createdAt
    self.metadata = metadata
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("id", .text), .needed("content", .text), .needed("authorId", .text),
    .needed("createdAt", .milliseconds), .optional("metadata", .any))

  /// Reads a message; all but the metadata is needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let id = object.text("id"),
      let content = object.text("content"), let authorID = object.text("authorId"),
      let createdAt = object.moment("createdAt")
    else { return nil }
    self.init(
      id: id, content: content, authorID: authorID, createdAt: createdAt,
      metadata: object["metadata"])
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("id", id)
    output.appendJSONMember("content", content)
    output.appendJSONMember("authorId", authorID)
    output.appendJSONMember("createdAt", milliseconds: createdAt)
    output.appendJSONMember("metadata", metadata)
    output.endJSONObject()
  }
}
