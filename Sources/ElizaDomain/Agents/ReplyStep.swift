public import JSON

/// One thing an agent does in answer to a message.
public enum ReplyStep: Hashable, Sendable {
  /// Waits in scenario time, visibly busy.
  case think(Duration)

  /// Waits in scenario time, not visibly busy.
  case wait(Duration)

  /// Waits until it is released by name, or for `max` in scenario time; nil waits for ever.
  case hold(name: String, max: Duration?)

  /// Says something at once.
  case say(AgentReply)

  /// Says something piece by piece; a profile without streaming gets the whole at the end.
  case stream(AgentReply, StreamPace)

  /// Shows how far an action is.
  case action(AgentAction)

  /// Sends an event of any name.
  case emit(EncodedEvent, to: EventAudience)

  /// Sends a `controlMessage`; the room's ids are put in where it has none.
  case control(JSON)

  /// Loses the connection the message came by, else those of everybody in the room.
  case disconnect(ConnectionLoss)

  /// Tells that the answer is complete, before the plan is over.
  case complete

  /// Gives the channel another name and tells its room.
  case title(String)

  /// Stays silent; what follows in the plan is not done.
  case ignore

  /// Does what is made then.
  case late(LateStep)

  /// Breaks down with a reason for people; what follows in the plan is not done.
  ///
  /// A caller that waits is answered with `status`, or as the profile does.
  case fail(String, status: Int? = nil)
}

extension ReplyStep {
  /// Whether it can only be done where there is a room.
  public var needsRoom: Bool {
    switch self {
    case .say, .stream, .action, .complete, .title: true
    case .late(let late): late.needsRoom
    case .think, .wait, .hold, .emit, .control, .disconnect, .ignore, .fail: false
    }
  }
}
