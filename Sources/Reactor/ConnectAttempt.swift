import HostInterface

/// A connection that is being made.
public final class ConnectAttempt {
  private let loop: EventLoop
  private var addresses: ArraySlice<SocketAddress>
  private var completion: ((Result<TCPStream, SocketError>) -> Void)?
  private var socket: Descriptor?
  private var peer: SocketAddress?
  private var timeoutTask: ScheduledTask?
  private var nextTask: ScheduledTask?
  private var lookup: HostLookup?
  private var lastError: SocketError

  init(
    loop: EventLoop, host: String, port: UInt16, timeout: Duration,
    completion: @escaping (Result<TCPStream, SocketError>) -> Void
  ) {
    self.loop = loop
    self.completion = completion
    addresses = SocketAddress.candidates(host: host, port: port)[...]
    lastError = SocketError(call: "connect", errno: Errno.invalidArgument, address: host)
    loop.attempts[ObjectIdentifier(self)] = self
    timeoutTask = loop.schedule(after: timeout) { [self] in fail(Errno.timedOut) }
    // From the loop, so that the completion is never called before this call has returned.
    nextTask = loop.schedule(after: .zero) { [self] in
      if addresses.isEmpty { lookUp(host, port) } else { tryNextAddress() }
    }
  }

  private func lookUp(_ host: String, _ port: UInt16) {
    lookup = HostLookup(host: host, port: port, handle: loop.handle) { [self] result in
      lookup = nil
      switch result {
      case .success(let found):
        addresses = found[...]
        tryNextAddress()
      case .failure(let error): finish(.failure(error))
      }
    }
  }

  /// Gives the attempt up; its completion is not called.
  public func cancel() {
    completion = nil
    loop.attempts[ObjectIdentifier(self)] = nil
    if let timeoutTask { loop.cancel(timeoutTask) }
    if let nextTask { loop.cancel(nextTask) }
    lookup?.cancel()
    lookup = nil
    timeoutTask = nil
    nextTask = nil
    closeSocket()
  }

  /// The loop ends, and whoever waits for the connection hears of it.
  func endWithLoop() {
    fail(Errno.cancelled)
  }

  /// The kernel has decided.
  func becameReady() {
    guard let socket else { return }
    let code = socket.pendingError
    guard code == 0 else {
      lastError = SocketError(call: "connect", errno: code, address: lastError.address)
      closeSocket()
      return tryNextAddress()
    }
    succeed(with: socket)
  }

  private func tryNextAddress() {
    guard let address = addresses.popFirst() else { return finish(.failure(lastError)) }
    do {
      lastError = SocketError(call: "connect", errno: 0, address: address.description)
      let socket = try Descriptor.openSocket(for: address)
      try begin(socket, to: address)
    } catch {
      lastError = error
      tryNextAddress()
    }
  }

  private func begin(_ socket: Descriptor, to address: SocketAddress) throws(SocketError) {
    socket.disableDelay()
    if let code = socket.beginConnecting(to: address) {
      socket.close()
      throw SocketError(call: "connect", errno: code, address: address.description)
    }
    do {
      _ = try loop.register(.attempt(self), socket, interest: .writing)
      self.socket = socket
      peer = address
    } catch {
      socket.close()
      throw error
    }
  }

  private func succeed(with socket: Descriptor) {
    loop.unregister(socket, interest: .writing)
    self.socket = nil
    do {
      finish(.success(try TCPStream(loop: loop, descriptor: socket, peer: peer)))
    } catch {
      socket.close()
      finish(.failure(error))
    }
  }

  private func fail(_ code: Int32) {
    finish(.failure(SocketError(call: "connect", errno: code, address: lastError.address)))
  }

  private func finish(_ result: Result<TCPStream, SocketError>) {
    let completion = completion
    cancel()
    completion?(result)
  }

  private func closeSocket() {
    guard let socket else { return }
    loop.unregister(socket, interest: .writing)
    socket.close()
    self.socket = nil
  }
}

extension EventLoop {
  /// Connects to a numeric address, to `localhost`, which is tried as IPv4 and then as IPv6, or to a
  /// name that the system's resolver knows, at the addresses it gives, one after another.
  ///
  /// `completion` is called once, from the loop; its error carries the last address tried, and
  /// `ETIMEDOUT` when `timeout` has passed, `ECANCELED` when the loop ends.
  @discardableResult
  public func connect(
    host: String, port: UInt16, timeout: Duration,
    completion: @escaping (Result<TCPStream, SocketError>) -> Void
  ) -> ConnectAttempt {
    ConnectAttempt(loop: self, host: host, port: port, timeout: timeout, completion: completion)
  }
}
