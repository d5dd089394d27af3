/// What became of an event that wanted an acknowledgement.
public enum AcknowledgementOutcome: Sendable {
  /// The client acknowledged it.
  case answered(ReceivedArguments)
  /// The client did not acknowledge it in time.
  case timedOut
  /// The socket ended first.
  case disconnected
}
