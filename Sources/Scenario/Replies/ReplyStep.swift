/// One thing an agent does in answer to a message; a reply is a list of them, done in order.
public enum ReplyStep: Hashable, Sendable {
  /// Waits, visibly busy.
  case think(Duration)

  /// Says something.
  case say(Utterance)

  /// Stays silent; the rest of the list is not done.
  case ignore

  /// Breaks down with a reason for the log; the rest of the list is not done.
  case fail(String)
}
