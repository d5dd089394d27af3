import JSON

/// A message posted to a session, about to be stored.
struct SessionPost {
  let session: Session
  let channel: Channel
  let content: String
  /// The request's body.
  let body: JSON

  /// The message: its metadata begin with the channel's, later keys win.
  var draft: MessageDraft {
    MessageDraft(
      authorID: session.userID, content: .text(content),
      body: .parts(
        raw: StoredJSON(.object(raw)), metadata: StoredJSON(.object(metadata))),
      sourceType: MessageSource.session)
  }

  private var raw: JSONObject {
    var raw: JSONObject = ["content": body["content"] ?? .string(content)]
    raw["attachments"] = body["attachments"]
    return raw
  }

  private var metadata: JSONObject {
    var metadata = channel.metadata?.value.objectValue ?? [:]
    metadata["sessionId"] = .string(session.id)
    metadata.merge(body["metadata"])
    return metadata
  }
}
