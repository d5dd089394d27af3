import HostInterface

/// A socket that accepts connections into a loop.
public final class Listener {
  /// The most connections taken at one turn, so that a rush does not starve the open ones.
  private static let acceptLimit = 64

  /// The numeric address listened on, without port.
  public let host: String

  /// The port listened on; never 0.
  public let port: UInt16

  private let loop: EventLoop
  private let descriptor: Descriptor
  private let onAccept: (TCPStream) -> Void
  private var tag: UInt64 = 0
  private var interest: Interest = .reading
  private var pauseTask: ScheduledTask?
  private var isFailing = false
  private var isClosed = false

  init(
    loop: EventLoop, address: SocketAddress, backlog: Int32,
    onAccept: @escaping (TCPStream) -> Void
  ) throws(SocketError) {
    self.loop = loop
    self.onAccept = onAccept
    descriptor = try Descriptor.openListener(on: address, backlog: backlog)
    let bound = descriptor.localAddress ?? address
    host = bound.host
    port = bound.port
    do {
      tag = try loop.register(.listener(self), descriptor, interest: interest)
    } catch {
      descriptor.close()
      throw error
    }
  }

  /// Stops listening; connections already accepted live on.
  public func close() {
    guard !isClosed else { return }
    isClosed = true
    if let pauseTask { loop.cancel(pauseTask) }
    loop.unregister(descriptor, interest: interest)
    descriptor.close()
  }

  /// Address and port as in a URL.
  private var name: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

  func becameReady() {
    for _ in 0..<Self.acceptLimit {
      guard !isClosed else { return }
      let (result, peer) = descriptor.acceptConnection()
      switch result {
      case .done(let socket):
        guard take(Descriptor(rawValue: Int32(socket)), from: peer) else { return }
      case .failed(let code) where Errno.concernsOneConnection(code): continue
      case .failed(let code):
        return pause(after: SocketError(call: "accept", errno: code, address: name))
      case .wouldBlock: return
      }
    }
  }

  private func take(_ socket: Descriptor, from peer: SocketAddress?) -> Bool {
    do {
      let stream = try TCPStream(loop: loop, descriptor: socket, peer: peer)
      if isFailing { loop.onNotice?(.acceptingResumed(address: name)) }
      isFailing = false
      onAccept(stream)
      return true
    } catch {
      socket.close()
      pause(after: error)
      return false
    }
  }

  private func pause(after error: SocketError) {
    guard pauseTask == nil else { return }
    watch([])
    pauseTask = loop.schedule(after: loop.configuration.acceptPause) { [unowned self] in
      pauseTask = nil
      watch(.reading)
    }
    guard !isFailing else { return }
    isFailing = true
    loop.onNotice?(.acceptingPaused(error))
  }

  private func watch(_ wanted: Interest) {
    loop.selector.update(descriptor, tag: tag, from: interest, to: wanted)
    interest = wanted
  }
}
