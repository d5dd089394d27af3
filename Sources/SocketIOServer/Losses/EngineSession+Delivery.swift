import EngineIO
import HostInterface

extension EngineSession {
  /// Runs `action` once nothing is queued for the client.
  ///
  /// That is now, unless the client polls and is between two polls: then it first fetches what is queued, for which
  /// it gets `EngineConfiguration.fetchTimeout`. The end of the session ends that wait too.
  public func afterDelivery(_ action: @escaping () -> Void) {
    guard transport == .polling, silence == nil, !isClosed, !queue.isEmpty else { return action() }
    let delivery = AwaitedDelivery(action)
    deliveries.append(delivery)
    delivery.timer = server.scheduler.schedule(after: server.configuration.fetchTimeout) {
      [weak self] in
      self?.deliveries.removeAll { $0 === delivery }
      delivery.action()
    }
  }

  /// Loses the client's connection once the network has what was sent to it; what is sent from now on is lost.
  ///
  /// A WebSocket is reset when the system has taken its output, a client between two polls when it has fetched what is
  /// queued; both get `EngineConfiguration.fetchTimeout` for that. A loss that takes nothing from a client is as with
  /// `lose`.
  public func loseAfterDelivery(_ loss: Loss) {
    switch loss {
    case .reset where transport == .webSocket && silence == nil: resetAfterWriting()
    case .reset, .silent:
      isMuted = true
      afterDelivery { [weak self] in
        self?.isMuted = false
        self?.lose(loss)
      }
    case .kick, .close, .ping: lose(loss)
    }
  }

  /// The session is over at once, and its stream once its output has left.
  private func resetAfterWriting() {
    guard let last = stream else { return abort() }
    stream = nil
    last.handler = SilentHandler()
    abort()
    server.reset(last, by: server.scheduler.now.advanced(by: server.configuration.fetchTimeout))
  }

  /// Runs what waits for the queue, now that it is empty.
  func endDeliveries() {
    guard !deliveries.isEmpty, queue.isEmpty else { return }
    let ended = deliveries
    deliveries = []
    for delivery in ended {
      if let timer = delivery.timer { server.scheduler.cancel(timer) }
      // Not amid what is being sent to others, and not before the answer to the poll has left.
      _ = server.scheduler.schedule(after: .zero, delivery.action)
    }
  }
}

extension EngineServer {
  /// How often it is looked whether a stream that is to be reset has been written out.
  private static let writingCheck = Duration.milliseconds(10)

  /// Resets a stream that nobody listens to, once the system has its output or the time has come.
  fileprivate func reset(
    _ stream: any MessageStream, by deadline: Instant, after delay: Duration = .zero
  ) {
    _ = scheduler.schedule(after: delay) { [self] in
      guard stream.pendingByteCount > 0, scheduler.now < deadline else { return stream.abort() }
      reset(stream, by: deadline, after: Self.writingCheck)
    }
  }
}

extension Socket {
  /// Loses the socket's connection, or with `kick` its namespace; see `EngineSession.loseAfterDelivery`.
  public func loseAfterDelivery(_ loss: Loss) {
    loss == .kick ? disconnect() : session.loseAfterDelivery(loss)
  }
}
