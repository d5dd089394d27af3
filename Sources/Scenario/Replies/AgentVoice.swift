/// Where an agent's words come from.
public enum AgentVoice: Sendable {
  /// The built-in ELIZA, or one with another script.
  case eliza(Eliza)

  /// One text for every message, which may quote it.
  case template(ReplyTemplate)
}
