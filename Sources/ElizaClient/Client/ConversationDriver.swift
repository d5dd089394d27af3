package import ElizaModel
import HTTP1
import HostInterface
package import JSON
import SocketIO
package import SocketIOClient

/// Does what a conversation wants: sockets, calls and alarms.
///
/// It decides nothing. Confined to the thread of its scheduler.
package final class ConversationDriver: ThreadTenant {
  /// The longest answer of the Sessions API that is taken, in bytes.
  private static let bodyLimit = 16_777_216

  /// Is told of each change.
  package var onChange: ((ConversationState) -> Void)?
  /// Is told of each line of the event log.
  package var onLog: ((EventLogEntry) -> Void)?

  private var conversation: Conversation
  private let surroundings: Surroundings
  private let fetcher: HTTPFetcher
  private let manager: ConnectionManager
  private let socket: NamespaceSocket
  private var alarms: [Alarm: ScheduledTask] = [:]
  private var isActing = false
  private var isClosed = false
  private var lastState: ConversationState

  /// Prepares a conversation with the server at `address`; nothing is opened yet.
  package init(
    _ address: ServerAddress, _ options: ElizaClientOptions, in surroundings: Surroundings
  ) {
    self.surroundings = surroundings
    var random = surroundings.random
    let userID = options.userID ?? Identifier.random(using: &random)
    conversation = Conversation(options, userID: userID)
    lastState = conversation.state
    var headers = options.socket.extraHeaders
    if let key = options.apiKey { headers.add("X-API-KEY", key) }
    fetcher = HTTPFetcher(
      address, headers: headers, dialer: surroundings.dialer, scheduler: surroundings.scheduler,
      bodyLimit: Self.bodyLimit)
    var home = address
    home.namespace = "/"
    manager = ConnectionManager(
      home, options: Self.socketOptions(options, userID: userID, headers: headers),
      dialer: surroundings.dialer, scheduler: surroundings.scheduler, random: surroundings.random)
    socket = manager.socket()
    socket.onEvent = { [unowned self] event in
      change { $0.socketReported(event, at: $1) }
    }
  }

  /// What a chat shows now.
  package var state: ConversationState { lastState }

  /// The user's id.
  package var userID: String { conversation.userID }

  /// Ends everything; what was sent is sent.
  package func close() {
    guard !isClosed else { return }
    isClosed = true
    for task in alarms.values { surroundings.scheduler.cancel(task) }
    alarms = [:]
    socket.onEvent = nil
    manager.close()
    fetcher.finish()
  }

  private static func socketOptions(
    _ options: ElizaClientOptions, userID: String, headers: HTTPHeaders
  ) -> ClientOptions {
    var socket = options.socket
    socket.extraHeaders = headers
    let others = options.socket.auth
    socket.auth = {
      var auth = others() ?? JSONObject()
      auth["entityId"] = .string(userID)
      if let key = options.apiKey { auth["apiKey"] = .string(key) }
      return auth
    }
    return socket
  }
}

/// What the user wants.
extension ConversationDriver {
  /// Starts a session; without effect while there is one.
  package func start() { change { $0.start(at: $1) } }

  /// Ends the session.
  package func end() { change { $0.end(at: $1) } }

  /// Says something; answers the id that the message has from now on.
  package func send(_ text: String) throws(SendError) -> String {
    guard !isClosed else { throw .closed }
    var random = surroundings.random
    let id = Identifier.random(using: &random)
    try change { (conversation, moment) throws(SendError) in
      try conversation.send(text, as: id, at: moment)
    }
    return id
  }

  /// Sends a message that has failed again, under the same id.
  package func retry(_ id: String) throws(SendError) {
    guard !isClosed else { throw .closed }
    try change { (conversation, moment) throws(SendError) in
      try conversation.retry(id, at: moment)
    }
  }

  /// Joins another room, or with nil that of the session.
  package func join(_ room: String?) { change { conversation, _ in conversation.join(room) } }

  /// Drops the connection; the session stays.
  package func disconnect() { change { $0.disconnect(at: $1) } }

  /// Connects again, now.
  package func reconnect() { change { conversation, _ in conversation.reconnect() } }

  /// Emits any event.
  package func emit(_ event: String, _ argument: JSON) {
    change { conversation, _ in conversation.act(.emit(event, argument)) }
  }

  /// Asks for what may have been missed.
  package func look() { change { conversation, _ in conversation.look() } }
}

extension ConversationDriver {
  private func change<Failure: Error>(
    _ body: (inout Conversation, Moment) throws(Failure) -> Void
  ) throws(Failure) {
    guard !isClosed else { return }
    let moment = Moment(
      instant: surroundings.scheduler.now, time: Timestamp(milliseconds: surroundings.date()))
    defer { act() }
    try body(&conversation, moment)
  }

  /// Does what is to be done; what comes of it at once is done after it.
  private func act() {
    guard !isActing else { return }
    isActing = true
    var actions = conversation.takeActions()
    while !actions.isEmpty {
      for action in actions where !isClosed { perform(action) }
      actions = conversation.takeActions()
    }
    isActing = false
    let state = conversation.state
    guard state != lastState else { return }
    lastState = state
    onChange?(state)
  }

  private func perform(_ action: ConversationAction) {
    switch action {
    case .call(let call): perform(call)
    case .connect: socket.connect()
    case .disconnect: socket.disconnect()
    case .emit(let event, let argument):
      do throws(EmitError) {
        try socket.emit(event, Arguments(argument))
      } catch {
        onLog?(EventLogEntry(.trouble, "\(event) was not emitted: \(error)"))
      }
    case .set(let alarm, let delay): set(alarm, after: delay)
    case .cancel(let alarm): cancel(alarm)
    case .log(let entry): onLog?(entry)
    }
  }

  private func set(_ alarm: Alarm, after delay: Duration) {
    cancel(alarm)
    alarms[alarm] = surroundings.scheduler.schedule(after: delay) { [weak self] in
      guard let self else { return }
      alarms[alarm] = nil
      change { $0.timeCame(for: alarm, at: $1) }
    }
  }

  private func cancel(_ alarm: Alarm) {
    if let task = alarms.removeValue(forKey: alarm) { surroundings.scheduler.cancel(task) }
  }

  private func perform(_ call: SessionCall) {
    ask(call.method, call.target, call.body) { [weak self] result in
      self?.change { $0.answered(call, result, at: $1) }
    }
  }
}

/// Calls.
extension ConversationDriver {
  /// Asks which agents the server has.
  package func listAgents(_ done: @escaping (Result<[AgentSummary], SessionError>) -> Void) {
    guard !isClosed else { return done(.failure(.closed)) }
    ask(.get, "/api/agents", nil) { result in
      done(
        result.flatMap { answer in
          answer.isSuccess
            ? .success(AgentSummary.list(in: answer.body)) : .failure(.refused(answer.refusal))
        })
    }
  }

  private func ask(
    _ method: HTTPMethod, _ target: String, _ body: JSON?,
    _ done: @escaping (Result<SessionCall.Answer, SessionError>) -> Void
  ) {
    var timeout: ScheduledTask?
    let scheduler = surroundings.scheduler
    let fetch = fetcher.fetch(
      method, target, contentType: body == nil ? nil : "application/json",
      body: body?.serialized() ?? []
    ) { result in
      if let timeout { scheduler.cancel(timeout) }
      done(
        result.map { SessionCall.Answer(status: $0.status.code, body: Self.json($0.body)) }
          .mapError { SessionError.unreachable($0.description) })
    }
    guard !fetch.isOver else { return }
    timeout = scheduler.schedule(after: conversation.options.requestTimeout) {
      fetch.cancel()
      done(.failure(.timedOut))
    }
  }

  private static func json(_ body: [UInt8]) -> JSON { (try? JSON(parsing: body)) ?? .null }
}
