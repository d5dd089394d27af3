import SocketIO

/// One namespace on the client's thread: its socket, who listens, and who waits to be connected.
final class SocketHub {
  let socket: NamespaceSocket
  private let isReconnecting: Bool
  private var subscribers: [AsyncStream<ClientEvent>.Continuation] = []
  private var waiters: [Int: (Result<Void, any Error>) -> Void] = [:]
  private var lastWaiter = 0
  private var isClosed = false

  init(_ socket: NamespaceSocket, options: ClientOptions) {
    self.socket = socket
    isReconnecting = options.reconnection
    socket.onEvent = { [unowned self] in take($0) }
  }

  func subscribe(_ continuation: AsyncStream<ClientEvent>.Continuation) {
    if isClosed { return continuation.finish() }
    subscribers.append(continuation)
  }

  /// Connects; `done` is called once the namespace is joined or never will be.
  func connect(_ done: @escaping (Result<Void, any Error>) -> Void) -> Int {
    lastWaiter += 1
    guard !isClosed, !socket.isConnected else {
      done(isClosed ? .failure(ConnectError.closed) : .success(()))
      return lastWaiter
    }
    waiters[lastWaiter] = done
    socket.connect()
    return lastWaiter
  }

  func forgetWaiter(_ waiter: Int) {
    waiters[waiter] = nil
  }

  func disconnect() {
    socket.disconnect()
    tellWaiters(.failure(ConnectError.disconnected))
  }

  func emit(_ name: String, _ arguments: Arguments) throws(EmitError) {
    guard !isClosed else { throw .closed }
    try socket.emit(name, arguments)
  }

  func emitVolatile(_ name: String, _ arguments: Arguments) throws(EmitError) -> Bool {
    guard !isClosed else { throw .closed }
    return try socket.emitVolatile(name, arguments)
  }

  /// Emits an event that is to be acknowledged; answers how to give the acknowledgement up.
  func emit(
    _ name: String, _ arguments: Arguments, timeout: Duration?,
    acknowledged: @escaping NamespaceSocket.AcknowledgementHandler
  ) -> () -> Void {
    do throws(EmitError) {
      guard !isClosed else { throw EmitError.closed }
      let id = try socket.emit(name, arguments, timeout: timeout, acknowledged: acknowledged)
      return { [socket] in socket.forgetAcknowledgement(id) }
    } catch {
      acknowledged(.failure(error))
      return {}
    }
  }

  /// Ends all that waits and listens.
  func close() {
    guard !isClosed else { return }
    isClosed = true
    socket.disconnect()
    tellWaiters(.failure(ConnectError.closed))
    socket.failAllAcknowledgements(.closed)
    for subscriber in subscribers { subscriber.finish() }
    subscribers = []
  }

  private func take(_ event: ClientEvent) {
    subscribers.removeAll { subscriber in
      switch subscriber.yield(event) {
      case .enqueued: return false
      default:
        subscriber.finish()
        return true
      }
    }
    switch event {
    case .connect: tellWaiters(.success(()))
    case .connectError(let error) where !socket.isActive || !isReconnecting:
      tellWaiters(.failure(error))
    case .reconnectFailed: tellWaiters(.failure(ConnectError.attemptsExhausted))
    default: break
    }
  }

  private func tellWaiters(_ result: Result<Void, any Error>) {
    let waiting = waiters.sorted { $0.key < $1.key }
    waiters = [:]
    for waiter in waiting { waiter.value(result) }
  }
}
