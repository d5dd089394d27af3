public import ElizaModel
public import JSON
import SocketIOClient

/// A client of an ElizaOS server: one user's conversation with one agent.
///
/// ```swift
/// let client = try ElizaClient("http://localhost:3000")
/// try await client.startSession()
/// try await client.sendMessage("hello")
/// for await state in client.states where state.messages.last?.author == .agent {
///   print(state.messages.last?.text ?? "")
///   break
/// }
/// await client.endSession()
/// await client.close()
/// ```
///
/// It does what the frontend guide asks of a client: it joins the session's room, knows its own echoes
/// and the agent's answers, passes over duplicates and other rooms, comes back after a loss and fetches
/// what it missed, and makes an expired session anew. It runs on a thread of its own, which ends when the
/// client is closed or let go of; every call is safe from any task.
public final class ElizaClient: Sendable {
  private let thread: ClientThread<ClientSeat>
  private let options: ElizaClientOptions

  /// Prepares a client of the server at an address such as `http://localhost:3000`; opens nothing yet.
  ///
  /// Throws `AddressError`, and `SocketError` when descriptors or threads have run out.
  public init(_ address: String, options: ElizaClientOptions = ElizaClientOptions()) throws {
    let address = try ServerAddress(address)
    self.options = options
    thread = try ClientThread(options.socket) { ClientSeat(address, options, in: $0) }
  }

  /// What the conversation is like, now and after each change; whoever reads slowly gets the latest.
  public var states: AsyncStream<ConversationState> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: ConversationState.self, bufferingPolicy: .bufferingNewest(1))
    if !thread.run({ $0.watch(continuation) }) { continuation.finish() }
    return stream
  }

  /// The event log from now on, as the frontend guide prints it; its reader may be 10,000 lines behind.
  public var log: AsyncStream<EventLogEntry> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: EventLogEntry.self, bufferingPolicy: .bufferingOldest(10_000))
    if !thread.run({ $0.read(continuation) }) { continuation.finish() }
    return stream
  }

  /// What the conversation is like now; nil when the client is closed.
  public var state: ConversationState? {
    get async { await ask { $0.driver.state } }
  }

  /// Ends the client; a session goes on at the server until it expires.
  public func close() async {
    await thread.close()
  }
}

/// The session.
extension ElizaClient {
  /// Starts a session and returns once messages can be sent.
  ///
  /// Throws `SessionError` when the server cannot be reached or refuses. A connection that is not there
  /// within `ElizaClientOptions.startTimeout` is tried further; ask for the state.
  public func startSession() async throws(SessionError) {
    guard thread.run({ $0.driver.start() }) else { throw .closed }
    let isPolling = options.transport == .polling
    let state = try await state(within: options.startTimeout) { state in
      switch state.session {
      case .active: isPolling || state.isLive || state.hasFailed
      case .failed, .ended: true
      case .none, .starting, .expired: false
      }
    }
    if case .failed(let error) = state.session { throw error }
    if state.hasFailed { throw .refused(state.problem ?? "no connection") }
  }

  /// Ends the session and the connection.
  public func endSession() async {
    _ = await ask { $0.driver.end() }
  }

  /// Fetches what may have been missed, and returns the messages once that is done.
  public func history() async throws(SessionError) -> [ChatMessage] {
    let isThere = await ask { seat in
      seat.driver.look()
      return seat.driver.state.session.details != nil
    }
    guard let isThere else { throw .closed }
    guard isThere else { throw .noSession }
    return try await state(within: options.requestTimeout) { !$0.isCatchingUp }.messages
  }

  /// Waits for the first state that is as wanted; throws when it does not come in time.
  public func state(
    within limit: Duration, where isMet: @escaping @Sendable (ConversationState) -> Bool
  ) async throws(SessionError) -> ConversationState {
    let result: Result<ConversationState, SessionError> = await withCheckedContinuation {
      continuation in
      let isRunning = thread.run { seat in
        seat.wait(for: isMet, within: limit) { continuation.resume(returning: $0) }
      }
      if !isRunning { continuation.resume(returning: .failure(.closed)) }
    }
    return try result.get()
  }
}

/// Messages and the room.
extension ElizaClient {
  /// The agents of the server.
  public func agents() async throws(SessionError) -> [AgentSummary] {
    let result: Result<[AgentSummary], SessionError> = await withCheckedContinuation {
      continuation in
      let isRunning = thread.run { seat in
        seat.driver.listAgents { continuation.resume(returning: $0) }
      }
      if !isRunning { continuation.resume(returning: .failure(.closed)) }
    }
    return try result.get()
  }

  /// Says something; returns the id of the message once it was taken, while it is on its way.
  ///
  /// What becomes of it is its `delivery` in the state. Throws `SendError`: at most one message a second.
  @discardableResult
  public func sendMessage(_ text: String) async throws(SendError) -> String {
    let result = await ask { seat in
      Result { () throws(SendError) in try seat.driver.send(text) }
    }
    guard let result else { throw .closed }
    return try result.get()
  }

  /// Sends a message that has failed again, under the same id.
  public func retry(_ id: String) async throws(SendError) {
    let result = await ask { seat in
      Result { () throws(SendError) in try seat.driver.retry(id) }
    }
    guard let result else { throw .closed }
    try result.get()
  }

  /// Joins another room, or with nil that of the session again.
  public func join(_ room: String?) async {
    _ = await ask { $0.driver.join(room) }
  }

  /// Drops the connection; the session stays.
  public func disconnect() async {
    _ = await ask { $0.driver.disconnect() }
  }

  /// Connects again at once, whatever the delay of the next attempt.
  public func reconnect() async {
    _ = await ask { $0.driver.reconnect() }
  }

  /// Emits any event to the server.
  public func emit(_ event: String, _ argument: JSON) async {
    _ = await ask { $0.driver.emit(event, argument) }
  }

  /// Asks on the client's thread; nil when that has ended.
  private func ask<Answer: Sendable>(
    _ question: @escaping @Sendable (ClientSeat) -> Answer
  ) async -> Answer? {
    await withCheckedContinuation { continuation in
      let isRunning = thread.run { continuation.resume(returning: question($0)) }
      if !isRunning { continuation.resume(returning: nil) }
    }
  }
}

extension ConversationState {
  /// Whether no further attempt to connect or to join is made by itself.
  fileprivate var hasFailed: Bool {
    if case .refused = room { return true }
    if case .failed = socket { return true }
    return false
  }
}
