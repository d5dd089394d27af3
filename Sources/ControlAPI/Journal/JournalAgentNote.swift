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
  /// The rule of the scenario that decided; nil for the built-in answers.
  public let rule: String?

  /// Keeps what is worth knowing of an event.
  public init(_ event: AgentEvent, rule: String? = nil) {
    self.rule = rule
    let incoming: IncomingMessage
    switch event {
    case .thinking(let agent, let about):
      (kind, agentID, agentName, incoming, text) = (.thinking, agent.id, agent.name, about, "")
    case .replied(let agent, let to, let said, _):
      (kind, agentID, agentName, incoming, text) = (.replied, agent.id, agent.name, to, said)
    case .silent(let agent, let to, let reason):
      (kind, agentID, agentName, incoming) = (.silent, agent?.id, agent?.name, to)
      text = reason.description
    }
    channelID = incoming.channel.id
    message = incoming.message
  }
}
