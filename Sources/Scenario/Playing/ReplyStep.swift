public import JSON

/// One thing an agent does, ready to be done: times are drawn, and templates are filled in but for what may change until
/// then.
public enum ReplyStep: Hashable, Sendable {
  /// Waits, visibly busy.
  case think(Duration)

  /// Waits, not visibly busy.
  case wait(Duration)

  /// Waits until it is released by name, or for `max`; nil waits for ever.
  case hold(name: String, max: Duration?)

  /// Says something.
  case say(Utterance)

  /// Says something piece by piece; nil takes the pace of the server that is played.
  case stream(Utterance, TypingPace?)

  /// Shows how far an action is.
  case action(ActionReport)

  /// Sends an event.
  case emit(event: String, arguments: [JSON], to: Step.Emission.Audience)

  /// Sends a `controlMessage`.
  case control(JSON)

  /// Loses the client's connection.
  case disconnect(Step.Disconnection)

  /// Tells that the answer is complete.
  case complete

  /// Gives the channel a title.
  case title(String)

  /// Stays silent; the rest of the list is not done.
  case ignore

  /// Does this with words that `Director.resolve` fills in when it is done.
  indirect case late(ReplyStep, LateWords)

  /// Keeps a value in the conversation, which `Director.resolve` does.
  case set(name: String, value: ReplyTemplate)

  /// Breaks down, with what sockets and a waiting caller are told; the rest of the list is not done.
  case fail(String, status: Int?)
}
