/// One thing an agent does in answer to a message.
public enum ReplyStep: Hashable, Sendable {
  /// Waits in scenario time, visibly busy.
  case think(Duration)

  /// Says something at once.
  case say(AgentReply)

  /// Says something piece by piece; a profile without streaming gets the whole at the end.
  case stream(AgentReply, StreamPace)

  /// Shows how far an action is.
  case action(AgentAction)

  /// Stays silent; what follows in the plan is not done.
  case ignore

  /// Breaks down with a reason for the log; what follows in the plan is not done.
  case fail(String)
}
