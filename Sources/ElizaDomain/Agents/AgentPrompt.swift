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

  /// Names the conversation the message belongs to: its channel, which a session has for itself.
  public var conversation: String { incoming.channel.id }
}
