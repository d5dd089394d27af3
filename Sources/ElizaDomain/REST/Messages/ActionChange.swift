import ElizaModel
import JSON

/// A change of an action's message; what is left out stays.
struct ActionChange {
  let raw: JSON?
  let metadata: JSON?
  let messageServerID: String?
  private let body: JSON

  /// Reads a request.
  ///
  /// Throws when an id is no UUID.
  init(_ body: JSON) throws(Refusal) {
    for field in ["in_reply_to_message_id", "author_id"] {
      guard let value = body[field], value.isTruthy else { continue }
      guard let id = value.stringValue, Identifier.isUUID(id) else {
        throw .message(.badRequest, "Invalid \(field) format")
      }
    }
    self.body = body
    raw = body["raw_message"]
    metadata = body["metadata"]
    messageServerID =
      body["server_message_id"]?.stringValue ?? body["server_id"]?.stringValue
  }

  /// What changes in the stored message.
  var messageChange: MessageChange {
    var change = MessageChange()
    change.content = body["content"].map(MessageContent.init)
    change.sourceType = body["source_type"]?.stringValue
    change.authorID = body["author_id"]?.stringValue
    change.inReplyTo = body["in_reply_to_message_id"]?.stringValue
    change.raw = raw.map(StoredJSON.init)
    change.metadata = metadata.map(StoredJSON.init)
    return change
  }
}
