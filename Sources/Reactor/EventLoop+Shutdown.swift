extension EventLoop {
  /// How long a stream that has sent everything waits for its peer to end too.
  static let farewell: Duration = .milliseconds(100)

  /// Ends the loop in order: accepts nobody, lets every stream send what it has queued, and stops when
  /// all are gone or `limit` has passed.
  ///
  /// Streams with nothing to send and nothing to read end at once.
  public func shutDown(within limit: Duration) {
    guard phase == .open else { return }
    phase = .shuttingDown
    for owner in registrations.owners {
      switch owner {
      case .stream(let stream): stream.closeWithLoop()
      case .listener(let listener): listener.close()
      case .attempt, .inbox: break
      }
    }
    for attempt in attempts.values { attempt.endWithLoop() }
    shutdownTask = schedule(after: limit) { [unowned self] in stop() }
    finishShutdown()
  }

  func finishShutdown() {
    guard phase == .shuttingDown, descriptorCount == 0, endedStreams.isEmpty else { return }
    if let shutdownTask { cancel(shutdownTask) }
    stop()
  }
}
