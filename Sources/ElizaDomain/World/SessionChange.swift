/// What becomes of a chat session.
public enum SessionChange: String, Hashable, Sendable {
  /// It was made.
  case made
  /// It was ended before its time.
  case ended
  /// It was over and is forgotten.
  case expired
}
