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

  /// Changes the stored message.
  func apply(to message: inout StoredMessage) {
    if let content = body["content"] { message.content = MessageContent(content) }
    if let source = body["source_type"]?.stringValue { message.sourceType = source }
    if let author = body["author_id"]?.stringValue { message.authorID = author }
    if let reply = body["in_reply_to_message_id"]?.stringValue { message.inReplyTo = reply }
    guard case .parts(let oldRaw, let oldMetadata) = message.body else { return }
    message.body = .parts(
      raw: raw.map(StoredJSON.init) ?? oldRaw,
      metadata: metadata.map(StoredJSON.init) ?? oldMetadata)
  }
}
