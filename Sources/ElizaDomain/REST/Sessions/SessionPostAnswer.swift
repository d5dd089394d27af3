import ElizaModel
import JSON

/// The answer to a message posted to a session.
struct SessionPostAnswer {
  let message: StoredMessage
  let channel: Channel
  let status: JSON
  let profile: Profile

  /// The message as the answer shows it.
  var userMessage: JSON {
    profile.hasReplyTransports ? message.busJSON(in: channel, profile) : flat
  }

  /// The whole answer; `reply` is the agent's content for those who wait for it.
  func json(reply: JSON?) -> JSON {
    guard profile.hasReplyTransports else {
      var body = flat.objectValue ?? [:]
      body["sessionStatus"] = status
      return .object(body)
    }
    var body: JSONObject = ["success": true, "userMessage": userMessage]
    body["agentResponse"] = reply
    body["sessionStatus"] = status
    if profile.answersInEveryShape { body.merge(flat) }
    return .object(body)
  }

  /// The shape before 1.7.
  private var flat: JSON {
    [
      "id": .string(message.id), "content": message.content.value,
      "authorId": .string(message.authorID), "createdAt": .string(message.createdAt.isoText),
      "metadata": message.metadata(in: channel, naming: profile.naming) ?? [:],
    ]
  }
}
