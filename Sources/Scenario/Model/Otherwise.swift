/// What happens to a message that no rule answers.
public enum Otherwise: Sendable {
  /// The built-in ELIZA answers.
  case eliza
  /// These steps are done.
  case steps([Step])
}
