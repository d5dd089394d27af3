/// What the agents do and what decided on it, for a log or a journal.
public enum AgentEvent {
  /// An agent has begun to work on a message.
  case thinking(agent: Agent, about: IncomingMessage, by: ReplySource?)

  /// An agent has said something; nil when the answer went to a caller and was not stored.
  case replied(
    agent: Agent, to: IncomingMessage, text: String, stored: StoredMessage?, by: ReplySource?)

  /// An agent gives a message no answer, or no more of one.
  case silent(agent: Agent, to: IncomingMessage, reason: Silence, by: ReplySource?)
}
