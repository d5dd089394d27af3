public import JSON

extension CentralMessage {
  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("id", .text), .needed("channelId", .text), .needed("authorId", .text),
    .needed("content", .any), .optional("rawMessage", .any), .optional("sourceType", .text),
    .optional("sourceId", .nullable(.text)), .optional("metadata", .any),
    .optional("inReplyToRootMessageId", .nullable(.text)), .needed("createdAt", .date),
    .needed("updatedAt", .date), .optional("created_at", .milliseconds),
    .optional("updated_at", .milliseconds))

  /// Reads a message; needed are ids, content and times.
  public init?(json: JSON) {
    guard let object = json.objectValue, let id = object.text("id"),
      let channelID = object.text("channelId"), let authorID = object.text("authorId"),
      let content = object["content"], let createdAt = object.moment("createdAt"),
      let updatedAt = object.moment("updatedAt")
    else { return nil }
    self.init(
      id: id, channelID: channelID, authorID: authorID, content: content, createdAt: createdAt,
      updatedAt: updatedAt)
    rawMessage = object["rawMessage"]
    sourceType = object.text("sourceType")
    sourceID = object.text("sourceId")
    metadata = object["metadata"]
    inReplyTo = object.text("inReplyToRootMessageId")
    if object["inReplyToRootMessageId"] == .null { nullFields.insert(.inReplyTo) }
    if object["sourceId"] == .null { nullFields.insert(.sourceID) }
    repeatsTimes = object["created_at"] != nil
  }

  /// Appends the message.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("id", id)
    output.appendJSONMember("channelId", channelID)
    output.appendJSONMember("authorId", authorID)
    output.appendJSONMember("content", content)
    output.appendJSONMember("rawMessage", rawMessage)
    output.appendJSONMember("sourceType", sourceType)
    appendJSONMember("sourceId", sourceID, .sourceID, to: &output)
    output.appendJSONMember("metadata", metadata)
    appendJSONMember("inReplyToRootMessageId", inReplyTo, .inReplyTo, to: &output)
    output.appendJSONMember("createdAt", date: createdAt)
    output.appendJSONMember("updatedAt", date: updatedAt)
    if repeatsTimes {
      output.appendJSONMember("created_at", milliseconds: createdAt)
      output.appendJSONMember("updated_at", milliseconds: updatedAt)
    }
    output.endJSONObject()
  }

  private func appendJSONMember(
    _ key: StaticString, _ value: String?, _ field: NullFields, to output: inout [UInt8]
  ) {
    let missing: JSON? = nullFields.contains(field) ? .null : nil
    output.appendJSONMember(key, value.map(JSON.string) ?? missing)
  }
}
