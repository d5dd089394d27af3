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
