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

  /// Loses the client's connection once what it was sent has left.
  ///
  /// A WebSocket is reset when the turn's output has been written. A client between two polls still gets what is queued
  /// with its next one. What is sent after a reset is lost; all else is as with `lose`.
  public func loseAfterDelivery(_ loss: Loss) {
    switch loss {
    case .reset: resetAfterDelivery()
    case .silent: afterDelivery { [weak self] in self?.lose(.silent) }
    case .kick, .close, .ping: lose(loss)
    }
  }

  private func resetAfterDelivery() {
    guard silence == nil, !isClosed else { return abort() }
    let unsent = transport == .polling ? queue.takeAll() : []
    // The session is over at once, and its stream once the turn's output has left.
    let lastStream = stream
    stream = nil
    abort()
    if !unsent.isEmpty { server.keepFarewell(PayloadEncoder.encode(unsent), of: self) }
    guard let lastStream else { return }
    _ = server.scheduler.schedule(after: .zero) { lastStream.abort() }
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

extension Socket {
  /// Loses the socket's connection, or with `kick` its namespace; see `EngineSession.loseAfterDelivery`.
  public func loseAfterDelivery(_ loss: Loss) {
    loss == .kick ? disconnect() : session.loseAfterDelivery(loss)
  }
}
