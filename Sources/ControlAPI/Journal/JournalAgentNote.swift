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
  /// The message it is about.
  public let message: StoredMessage
  /// What was said, or why nothing was.
  public let text: String
  /// What decided on it; nil where nothing did.
  public let source: ReplySource?

  /// Keeps what is worth knowing of an event.
  public init(_ event: AgentEvent) {
    let incoming: IncomingMessage
    switch event {
    case .thinking(let agent, let about, let by):
      (kind, agentID, agentName, incoming, text) = (.thinking, agent.id, agent.name, about, "")
      source = by
    case .replied(let agent, let to, let said, _, let by):
      (kind, agentID, agentName, incoming, text) = (.replied, agent.id, agent.name, to, said)
      source = by
    case .silent(let agent, let to, let reason, let by):
      (kind, agentID, agentName, incoming) = (.silent, agent?.id, agent?.name, to)
      text = reason.description
      source = by
    }
    channelID = incoming.channel.id
    message = incoming.message
  }
}
