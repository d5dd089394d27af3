import Reactor
import TLS

/// Where connections enter: bounds their number and wraps them in TLS where that is spoken.
final class Entrance {
  /// The listeners, which count as descriptors of the loop but are no connections.
  var listenerCount = 0

  private let loop: EventLoop
  private let site: Site
  private let encryption: TLSContext?
  private let limits: MockServerConfiguration.Limits
  private var isFull = false

  init(
    to site: Site, on loop: EventLoop, encryption: TLSContext?,
    limits: MockServerConfiguration.Limits
  ) {
    self.site = site
    self.loop = loop
    self.encryption = encryption
    self.limits = limits
  }

  /// The number of open connections.
  var connectionCount: Int { loop.descriptorCount - listenerCount }

  /// Hands a fresh connection to the site, or resets it when there are too many.
  func admit(_ stream: TCPStream) {
    let count = connectionCount
    guard count <= limits.connections else { return turnAway(stream) }
    // Said at nine tenths, so that a server at its limit does not say it with every connection.
    if isFull, count <= max(limits.connections * 9 / 10, 1) {
      isFull = false
      site.log.notice("accepting connections again, \(count) are open")
    }
    serve(stream)
  }

  private func turnAway(_ stream: TCPStream) {
    stream.abort()
    guard !isFull else { return }
    isFull = true
    site.log.warning("\(limits.connections) connections are open: further ones are reset")
  }

  private func serve(_ stream: TCPStream) {
    guard let encryption else { return site.accept(stream) }
    do {
      site.accept(
        try TLSStream(
          over: stream, context: encryption, scheduler: loop,
          handshakeTimeout: limits.times.handshake))
    } catch {
      site.log.warning("cannot serve a connection from \(stream.peerAddress): \(error)")
      stream.abort()
    }
  }
}
