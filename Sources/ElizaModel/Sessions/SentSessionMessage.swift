public import JSON

/// A message just sent to a session, as servers up to 1.6.5 show it.
public struct SentSessionMessage: JSONRepresentable {
  /// The id.
  public var id: String
  /// What it says.
  public var content: JSON
  /// The user.
  public var authorID: String
  /// When it was stored.
  public var createdAt: Timestamp
  /// What came with it, and the channel's metadata.
  public var metadata: JSON?

  /// Makes a message.
  public init(
    id: String, content: JSON, authorID: String, createdAt: Timestamp, metadata: JSON? = nil
  ) {
    self.id = id
    self.content = content
    self.authorID = authorID
    self.createdAt = createdAt
    self.metadata = metadata
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("id", .text), .needed("content", .any), .needed("authorId", .text),
    .needed("createdAt", .date), .optional("metadata", .any))

  /// Reads a message; all but the metadata is needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let id = object.text("id"),
      let content = object["content"], let authorID = object.text("authorId"),
      let createdAt = object.moment("createdAt")
    else { return nil }
    self.init(
      id: id, content: content, authorID: authorID, createdAt: createdAt,
      metadata: object["metadata"])
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    appendMembers(to: &output)
    output.endJSONObject()
  }

  /// Appends the members without the braces, so that they can stand beside others.
  func appendMembers(to output: inout [UInt8]) {
    output.appendJSONMember("id", id)
    output.appendJSONMember("content", content)
    output.appendJSONMember("authorId", authorID)
    output.appendJSONMember("createdAt", date: createdAt)
    output.appendJSONMember("metadata", metadata)
  }
}
