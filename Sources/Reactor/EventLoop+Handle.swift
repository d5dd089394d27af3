extension EventLoop {
  /// What other threads may hold of a loop; outlives it harmlessly.
  public struct Handle: Sendable {
    private let inbox: Inbox

    init(inbox: Inbox) {
      self.inbox = inbox
    }

    /// Runs `work` on the loop's thread, in the order of the calls; from the loop's own thread too, at
    /// a later turn.
    ///
    /// Answers false, and drops the work, when the loop has ended; otherwise the work will run, at the
    /// latest while the loop ends.
    @discardableResult
    public func execute(_ work: @escaping @Sendable () -> Void) -> Bool {
      inbox.post(work)
    }

    /// Ends the loop after its current turn.
    public func stop() {
      inbox.requestStop()
    }
  }
}
