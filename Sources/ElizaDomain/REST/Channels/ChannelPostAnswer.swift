import JSON

/// The answer to a message posted to a channel.
struct ChannelPostAnswer {
  let message: IncomingMessage
  let profile: Profile

  /// The message as the answer shows it.
  var userMessage: JSON { message.message.busJSON(in: message.channel, profile) }

  /// The whole answer; `reply` is the agent's content for those who wait for it.
  func json(reply: JSON?) -> JSON {
    guard profile.hasReplyTransports else { return ["success": true, "data": userMessage] }
    var body: JSONObject = ["success": true, "userMessage": userMessage]
    body["agentResponse"] = reply
    if profile.answersInEveryShape { body["data"] = userMessage }
    return .object(body)
  }
}
