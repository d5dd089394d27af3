import ElizaModel
import JSON

/// The answer to a message posted to a session.
struct SessionPostAnswer {
  let message: StoredMessage
  let channel: Channel
  let status: SessionStatus
  let profile: Profile

  /// The message as an event stream shows it.
  var userMessage: BusMessage { message.onBus(channel, profile) }

  /// The whole answer; `reply` is the agent's content for those who wait for it.
  func body(reply: JSON?) -> SessionMessageAnswer {
    var body = SessionMessageAnswer(agentResponse: reply, sessionStatus: status)
    if profile.hasReplyTransports { body.userMessage = userMessage }
    if !profile.hasReplyTransports || profile.answersInEveryShape {
      body.message = message.sent(in: channel, profile)
    }
    return body
  }
}
