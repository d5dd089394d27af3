public import ElizaModel
public import JSON

/// Something that happened in a run between its start and its end.
public struct RunEvent {
  /// What happened.
  public enum Kind {
    /// The agent's script decided what to answer, as a language model does on a real server.
    case modelUsed
    /// An action began.
    case actionStarted(name: String, id: String)
    /// An action ended.
    case actionCompleted(name: String, id: String, succeeded: Bool, result: JSON)
  }

  /// What happened.
  public let kind: Kind
  /// When it happened.
  public let moment: Timestamp
}
