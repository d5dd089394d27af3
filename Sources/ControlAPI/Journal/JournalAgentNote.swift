public import ElizaDomain

/// What an agent did about a message, in the journal.
public final class JournalAgentNote {
  /// `thinking`, `replied` or `silent`.
  public let kind: JournalKind
  /// The agent; nil when none was asked.
  public let agentID: String?
  /// Its name.
  public let agentName: String?
  /// The channel.
  public let channelID: String
  /// The id of the message it is about.
  public let messageID: String
  /// Who wrote that.
  public let senderID: String
  /// What was said, or why nothing was.
  public let text: String
  /// What decided on it; nil where nothing did.
  public let source: ReplySource?

  /// Keeps what is worth knowing of an event.
  public init(_ event: AgentEvent) {
    let incoming: IncomingMessage
    switch event {
    case .thinking(let agent, let about, let by):
      (kind, agentID, agentName, incoming) = (.thinking, agent.id, agent.name, about)
      text = about.message.content.text
      source = by
    case .replied(let agent, let to, let said, _, let by):
      (kind, agentID, agentName, incoming, text) = (.replied, agent.id, agent.name, to, said)
      source = by
    case .silent(let agent, let to, let reason, let by):
      (kind, agentID, agentName, incoming) = (.silent, agent.id, agent.name, to)
      text = reason.description
      source = by
    }
    channelID = incoming.channel.id
    messageID = incoming.message.id
    senderID = incoming.message.authorID
  }

  /// A message in a channel that no agent was asked about.
  init(
    silentIn channelID: String, about messageID: String, by senderID: String,
    because reason: String
  ) {
    (kind, agentID, agentName, source) = (.silent, nil, nil, nil)
    self.channelID = channelID
    self.messageID = messageID
    self.senderID = senderID
    text = reason
  }
}
