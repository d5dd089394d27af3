import EngineIO
import HostInterface

extension EngineSession {
  /// How often it is looked whether a WebSocket's output has been written.
  private static let writingCheck = Duration.milliseconds(10)

  /// Runs `action` once the client has what was sent to it, as far as this side can tell.
  ///
  /// A client between two polls must have fetched what is queued, and the system must have taken what goes over a
  /// WebSocket; both get `EngineConfiguration.fetchTimeout` for that. Where nothing waits, it runs at once. The end of
  /// the session ends the wait too.
  public func afterDelivery(_ action: @escaping () -> Void) {
    guard hasUndelivered else { return action() }
    let deadline = server.scheduler.now.advanced(by: server.configuration.fetchTimeout)
    let delivery = AwaitedDelivery(by: deadline, action)
    deliveries.append(delivery)
    look(at: delivery, after: stream == nil ? server.configuration.fetchTimeout : .zero)
  }

  /// Loses the client's connection once it has what was sent to it; what is sent from now on is lost.
  ///
  /// A loss that takes nothing from a client is as with `lose`.
  public func loseAfterDelivery(_ loss: Loss) {
    switch loss {
    case .kick, .close, .ping: lose(loss)
    case .reset, .silent:
      isMuted = true
      afterDelivery { [weak self] in
        guard let self, !isClosed else { return }
        isMuted = false
        lose(loss)
      }
    }
  }

  /// Looks after what waits for the queue, now that it is empty.
  func endDeliveries() {
    guard queue.isEmpty else { return }
    for delivery in deliveries {
      if let timer = delivery.timer { server.scheduler.cancel(timer) }
      // Not amid what is being sent to others, and not before the answer to the poll has left.
      look(at: delivery, after: .zero)
    }
  }

  private var hasUndelivered: Bool {
    guard silence == nil, !isClosed else { return false }
    guard let stream else { return !queue.isEmpty }
    return stream.pendingByteCount > 0
  }

  private func look(at delivery: AwaitedDelivery, after delay: Duration) {
    let scheduler = server.scheduler
    delivery.timer = scheduler.schedule(after: delay) { [weak self] in
      let left = scheduler.now.duration(to: delivery.deadline)
      if let self, hasUndelivered, left > .zero {
        return look(at: delivery, after: stream == nil ? left : min(left, Self.writingCheck))
      }
      self?.deliveries.removeAll { $0 === delivery }
      delivery.action()
    }
  }
}

extension Socket {
  /// Loses the socket's connection, or with `kick` its namespace; see `EngineSession.loseAfterDelivery`.
  public func loseAfterDelivery(_ loss: Loss) {
    loss == .kick ? disconnect() : session.loseAfterDelivery(loss)
  }
}
