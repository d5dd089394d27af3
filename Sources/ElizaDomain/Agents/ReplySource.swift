/// What decided on an answer, for logs and the journal.
public enum ReplySource: Hashable, Sendable {
  /// A rule of the scenario with its turn, from 1; nil when it had none left.
  case rule(String, turn: Int?)
  /// No rule: what the scenario does otherwise, in a word.
  case otherwise(String)
  /// Something other than a message, by the name scenarios have for it.
  case hook(String)
}
