import ElizaModel
import JSON

/// The answer to a message posted to a channel.
struct ChannelPostAnswer {
  let message: IncomingMessage
  let profile: Profile

  /// The message as the answer shows it.
  var userMessage: BusMessage { message.message.onBus(message.channel, profile) }

  /// The whole answer; `reply` is the agent's content for those who wait for it.
  func body(reply: JSON?) -> ChannelMessageAnswer {
    guard profile.hasReplyTransports else { return ChannelMessageAnswer(data: userMessage) }
    return ChannelMessageAnswer(
      userMessage: userMessage, data: profile.answersInEveryShape ? userMessage : nil,
      agentResponse: reply)
  }
}
