import EngineIO
import HostInterface

extension EngineSession {
  /// How long `afterDelivery` waits for a client that does not fetch what was sent to it.
  static let deliveryPatience: Duration = .seconds(2)

  /// Runs `action` once what was sent before has left for the client.
  ///
  /// That is now over a WebSocket; a client that polls and is between two polls first fetches it, which it gets two
  /// seconds of real time for. The end of the session ends that wait too.
  public func afterDelivery(_ action: @escaping () -> Void) {
    guard transport == .polling, silence == nil, !isClosed, !queue.isEmpty else { return action() }
    let delivery = AwaitedDelivery(action)
    deliveries.append(delivery)
    delivery.timer = server.scheduler.schedule(after: EngineSession.deliveryPatience) {
      [weak self] in
      self?.deliveries.removeAll { $0 === delivery }
      delivery.action()
    }
  }

  /// Runs what waits for what was queued, now that all of it has left or never will.
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
