public import ElizaModel

/// One message as put before one agent.
public struct AgentPrompt {
  /// The agent that is to answer.
  public let agent: Agent

  /// The message with its channel, session and sender.
  public let incoming: IncomingMessage

  /// Puts a message before an agent.
  public init(agent: Agent, incoming: IncomingMessage) {
    self.agent = agent
    self.incoming = incoming
  }

  /// The text of the message as people read it.
  public var text: String { incoming.message.content.text }

  /// When the message came, in scenario time.
  public var now: Timestamp { incoming.message.createdAt }

  /// The session the message was posted to, or whose channel it is in.
  public var sessionID: String? { incoming.session?.id ?? incoming.channel.sessionID }

  /// Names the conversation the message belongs to: its channel, which a session has for itself.
  public var conversation: String { incoming.channel.id }
}
