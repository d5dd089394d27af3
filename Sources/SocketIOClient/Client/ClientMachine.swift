import HostInterface
import Reactor
import TLS

/// All that lives on a client's thread.
final class ClientMachine {
  private static let checkInterval: Duration = .milliseconds(2)

  private let loop: EventLoop
  private let manager: ConnectionManager
  private var hubs: [String: SocketHub] = [:]
  private var isClosed = false

  init(_ address: ServerAddress, _ options: ClientOptions, on loop: EventLoop) {
    self.loop = loop
    manager = ConnectionManager(
      address, options: options,
      dialer: LoopDialer(on: loop, trust: options.trust, timeout: options.timeout ?? .seconds(60)),
      scheduler: loop, random: RandomSource(SecureRandom()))
  }

  /// The hub of a namespace; the same one each time.
  func hub(_ namespace: String) -> SocketHub {
    if let hub = hubs[namespace] { return hub }
    let hub = SocketHub(manager.socket(namespace), options: manager.options)
    hubs[namespace] = hub
    if isClosed { hub.close() }
    return hub
  }

  /// Ends everything; the thread ends once what was sent has left, or time is up.
  func close() {
    guard !isClosed else { return }
    isClosed = true
    for hub in hubs.values { hub.close() }
    let limit = loop.now.advanced(by: manager.options.closeTimeout)
    stopWhenQuiet(limit)
  }

  /// Nobody tells when the last connection is gone, so it is looked for.
  private func stopWhenQuiet(_ limit: Instant) {
    guard loop.descriptorCount > 0, loop.now < limit else { return loop.stop() }
    _ = loop.schedule(after: Self.checkInterval) { [self] in stopWhenQuiet(limit) }
  }
}
