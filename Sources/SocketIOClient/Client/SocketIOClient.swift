public import JSON
public import Reactor

/// A Socket.IO client: one namespace of one server.
///
/// ```swift
/// let client = try SocketIOClient("http://localhost:3000")
/// let events = client.events
/// try await client.connect()
/// let answer = try await client.emitWithAck("sum", 1, 2, timeout: .seconds(5))
/// for await case .event(let event) in events { print(event.name) }
/// await client.close()
/// ```
///
/// It runs on a thread of its own, which ends when the client is closed or let go of. Every call is
/// safe from any task, and calls take effect in the order they are made.
public final class SocketIOClient: Sendable {
  /// The namespace; `/` for the main one.
  public let namespace: String

  let thread: ClientThread<ClientMachine>
  private let eventBufferLimit: Int

  /// Prepares a client for an address such as `https://localhost:3000/namespace`; connects to nothing
  /// yet.
  ///
  /// Throws `AddressError`, and `SocketError` when descriptors or threads have run out.
  public convenience init(_ address: String, options: ClientOptions = ClientOptions()) throws {
    try self.init(ServerAddress(address), options: options)
  }

  /// Prepares a client for an address; throws when descriptors or threads have run out.
  public init(
    _ address: ServerAddress, options: ClientOptions = ClientOptions()
  ) throws(SocketError) {
    namespace = address.namespace
    thread = try ClientThread(options) { ClientMachine(address, options, in: $0) }
    eventBufferLimit = options.eventBufferLimit
  }

  private init(_ namespace: String, sharing client: SocketIOClient) {
    self.namespace = namespace.hasPrefix("/") ? namespace : "/" + namespace
    thread = client.thread
    eventBufferLimit = client.eventBufferLimit
  }

  /// A client for another namespace over the same connection; `auth` is what it shows there.
  public func client(
    for namespace: String, auth: @escaping @Sendable () -> JSONObject? = { nil }
  ) -> SocketIOClient {
    let client = SocketIOClient(namespace, sharing: self)
    client.perform { $0.socket.auth = auth }
    return client
  }

  /// What happens from now on, in order; each sequence that is asked for gets all of it.
  ///
  /// A sequence ends when the client is closed, and when its reader is more events behind than
  /// `ClientOptions.eventBufferLimit`.
  public var events: AsyncStream<ClientEvent> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: ClientEvent.self, bufferingPolicy: .bufferingOldest(eventBufferLimit))
    if !perform({ $0.subscribe(continuation) }) { continuation.finish() }
    return stream
  }

  /// The socket id; nil while it is not connected.
  public var id: String? {
    get async { await ask { $0.socket.id } ?? nil }
  }

  /// Whether the namespace is joined.
  public var isConnected: Bool {
    get async { await id != nil }
  }

  /// Connects, and returns once the namespace is joined.
  ///
  /// Failed attempts are repeated as the options say; throws `ConnectError` when no further one will be
  /// made, or the server refuses. A cancelled task stops waiting; the client goes on.
  public func connect() async throws {
    try await call(orThrow: ConnectError.closed) { hub, done in
      let waiter = hub.connect { done($0) }
      return { hub.forgetWaiter(waiter) }
    }
  }

  /// Leaves the namespace; the connection is closed when no other one uses it.
  public func disconnect() async {
    _ = await ask { $0.disconnect() }
  }

  /// Ends the client and all that share its connection; what was sent before is sent.
  public func close() async {
    await thread.close()
  }

  /// Runs `body` on the client's thread; answers false when that has ended.
  @discardableResult
  func perform(_ body: @escaping @Sendable (SocketHub) -> Void) -> Bool {
    thread.run { [namespace] in body($0.hub(namespace)) }
  }

  /// Asks on the client's thread; nil when that has ended.
  func ask<Answer: Sendable>(
    _ question: @escaping @Sendable (SocketHub) -> Answer
  ) async -> Answer? {
    await withCheckedContinuation { continuation in
      let isRunning = perform { continuation.resume(returning: question($0)) }
      if !isRunning { continuation.resume(returning: nil) }
    }
  }

  /// Begins something on the client's thread and waits for its end, or for the task to be cancelled.
  ///
  /// `begin` returns how to give it up.
  func call<Value: Sendable>(
    orThrow closed: any Error,
    _ begin: @escaping @Sendable (SocketHub, @escaping PendingCall<Value>.Completion) -> () -> Void
  ) async throws -> Value {
    let call = PendingCall<Value>()
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let isRunning = perform { hub in
          call.begin(continuation) { begin(hub, $0) }
        }
        if !isRunning { continuation.resume(throwing: closed) }
      }
    } onCancel: {
      perform { _ in call.cancel() }
    }
  }
}
