/// All that lives on a client's thread.
final class ClientMachine: ThreadTenant {
  private let manager: ConnectionManager
  private var hubs: [String: SocketHub] = [:]
  private var isClosed = false

  init(_ address: ServerAddress, _ options: ClientOptions, in surroundings: Surroundings) {
    manager = ConnectionManager(
      address, options: options, dialer: surroundings.dialer, scheduler: surroundings.scheduler,
      random: surroundings.random)
  }

  /// The hub of a namespace; the same one each time.
  func hub(_ namespace: String) -> SocketHub {
    if let hub = hubs[namespace] { return hub }
    let hub = SocketHub(manager.socket(namespace), options: manager.options)
    hubs[namespace] = hub
    if isClosed { hub.close() }
    return hub
  }

  /// Ends everything.
  func close() {
    guard !isClosed else { return }
    isClosed = true
    for hub in hubs.values { hub.close() }
  }
}
