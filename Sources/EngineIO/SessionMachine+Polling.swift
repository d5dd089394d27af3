extension SessionMachine {
  /// What to do with a GET.
  public enum PollAction: Hashable, Sendable {
    /// Keep it until there is something to say.
    case hold
    /// Answer it with what is queued.
    case answer
    /// Answer it with a noop, so that the client can go on with its upgrade.
    case answerNoop
    /// Refuse it as a bad request.
    case refuse
    /// Refuse it, end the pending one with a close packet, and end the session.
    case overlap
  }

  /// A GET of the session has arrived; `hasPackets` tells whether anything is queued.
  public mutating func pollReceived(hasPackets: Bool) -> PollAction {
    guard !isClosed, transport == .polling else { return .refuse }
    guard !hasPendingPoll else { return .overlap }
    if hasPackets { return .answer }
    if upgrade == .probed { return .answerNoop }
    hasPendingPoll = true
    return .hold
  }

  /// The owner is about to answer the pending poll; false when there is none.
  public mutating func takePendingPoll() -> Bool {
    defer { hasPendingPoll = false }
    return hasPendingPoll
  }

  /// The head of a POST has arrived, and its body may take a while.
  ///
  /// False when the body of another is still on its way: the session is to be ended.
  public mutating func postBegan() -> Bool {
    guard !isClosed, transport == .polling else { return true }
    defer { hasPendingPost = true }
    return !hasPendingPost
  }

  /// A POST has arrived whole, whether or not its head was told of; false when it must be refused as
  /// a bad request.
  public mutating func postReceived() -> Bool {
    hasPendingPost = false
    return !isClosed && transport == .polling
  }
}
