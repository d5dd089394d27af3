import EngineIO
import HTTP1
import HostInterface
import JSON
package import Recording
import SocketIO
package import SocketIOClient

/// Does at a running server what a `Drift` says, and tells it what comes.
///
/// It decides nothing but when the server counts as gone. Confined to the thread of its scheduler.
package final class DriftDriver {
  /// Why the run could not go on; nil when it could.
  package private(set) var unreachable: String?
  /// Is called once, when the run is over.
  package var onEnd: (() -> Void)?

  private var drift: Drift
  private let surroundings: Surroundings
  private let address: ServerAddress
  private let options: ClientOptions
  private let fetcher: HTTPFetcher
  private let start: Instant
  private var managers: [String: ConnectionManager] = [:]
  private var fetches: [Int: Fetch] = [:]
  /// The events that are still to be acknowledged, numbered as they came.
  private var events: [Int: (socket: NamespaceSocket, event: ReceivedEvent)] = [:]
  private var eventCount = 0
  private var timer: ScheduledTask?
  private var probe: Dial?
  private var isTurning = false
  private var isEnded = false
  /// Whether the server has said anything so far.
  private var hasAnswered = false
  /// Whether a connection was lost, so that the server may be gone.
  private var hasLost = false

  /// The longest answer that is taken, in bytes.
  private static let bodyLimit = 64 * 1_024 * 1_024

  /// Prepares a run; `options` say what sockets show beside what was recorded.
  package init(
    _ drift: Drift, at address: ServerAddress, _ options: ClientOptions,
    in surroundings: Surroundings
  ) {
    self.drift = drift
    self.address = address
    self.options = options
    self.surroundings = surroundings
    start = surroundings.scheduler.now
    fetcher = HTTPFetcher(
      address, headers: HTTPHeaders(), dialer: surroundings.dialer,
      scheduler: surroundings.scheduler, bodyLimit: Self.bodyLimit)
  }

  /// What was found so far.
  package var report: DriftReport { drift.report }

  /// Goes on as far as it can; also begins the run.
  package func turn() {
    guard !isTurning, !isEnded else { return }
    isTurning = true
    var actions = drift.advance(to: now)
    while !actions.isEmpty, !isEnded {
      for action in actions { perform(action) }
      // What was done may have failed at once.
      actions = drift.advance(to: now)
    }
    isTurning = false
    setTimer()
    if drift.isOver { end() }
  }

  private var now: Duration { start.duration(to: surroundings.scheduler.now) }

  private func setTimer() {
    if let timer { surroundings.scheduler.cancel(timer) }
    timer = nil
    guard !isEnded, let due = drift.nextDue else { return }
    timer = surroundings.scheduler.schedule(after: due - now) { [weak self] in self?.turn() }
  }

  private func perform(_ action: DriftAction) {
    switch action {
    case .request(let exchange, let method, let target, let headers, let body):
      ask(exchange, HTTPMethod(method), target, headers, body)
    case .abandon(let exchange): fetches.removeValue(forKey: exchange)?.cancel()
    case .connect(let connection, let auth): connect(connection, auth)
    case .emit(
      let connection, let namespace, let name, let values, let attachments, let number):
      emit(connection, namespace, name, Arguments(values, attachments), number)
    case .acknowledge(_, _, let number, let values, let attachments):
      guard let waiting = events.removeValue(forKey: number) else { return }
      waiting.socket.acknowledge(waiting.event, with: Arguments(values, attachments))
    case .disconnect(let connection, let namespace?):
      managers[connection]?.socket(namespace).disconnect()
    case .disconnect(let connection, nil): managers[connection]?.close()
    }
  }

  private func ask(
    _ exchange: Int, _ method: HTTPMethod, _ target: String, _ headers: HTTPHeaders,
    _ body: [UInt8]
  ) {
    fetches[exchange] = fetcher.fetch(
      method, target, headers: headers, body: body,
      part: { [weak self] part in
        guard let self else { return }
        hasAnswered = true
        switch part {
        case .head(let status, let headers):
          drift.answering(exchange, status: status.code, headers: headers)
        case .body(let bytes): drift.answering(exchange, bytes)
        }
      },
      completion: { [weak self] result in
        guard let self else { return }
        fetches[exchange] = nil
        switch result {
        case .success: drift.answered(exchange, at: now)
        case .failure(let error):
          failed(error) { [self] in
            drift.unanswered(exchange, error.description, at: now)
          }
        }
        turn()
      })
  }

  /// A server that cannot be reached ends the run; what else went wrong is for `go` to tell.
  private func failed(_ error: TransportError, _ go: () -> Void) {
    hasLost = true
    switch error {
    case .unreachable(let reason): stop(reason)
    case .lost(let reason) where !hasAnswered: stop(reason)
    default: go()
    }
  }

  private func stop(_ reason: String) {
    guard unreachable == nil else { return }
    unreachable = reason
    drift.giveUp()
  }

  /// Closes everything; a server that has lost a connection is looked for once more.
  private func end() {
    guard !isEnded else { return }
    isEnded = true
    if let timer { surroundings.scheduler.cancel(timer) }
    for fetch in fetches.values { fetch.cancel() }
    for manager in managers.values { manager.close() }
    fetcher.finish()
    guard hasLost, unreachable == nil else {
      onEnd?()
      return
    }
    lookForServer { [self] in onEnd?() }
  }

  /// Finds out whether anybody is there still.
  private func lookForServer(_ done: @escaping () -> Void) {
    probe?.cancel()
    probe = surroundings.dialer.dial(address) { [self] result in
      probe = nil
      switch result {
      case .success(let stream): stream.close()
      case .failure(let error): if case .unreachable(let reason) = error { stop(reason) }
      }
      done()
    }
  }
}

/// Sockets.
extension DriftDriver {
  private func connect(_ connection: DriftConnection, _ auth: JSON?) {
    let manager = managers[connection.name] ?? manager(for: connection)
    managers[connection.name] = manager
    let socket = manager.socket(connection.namespace)
    let shown = auth?.objectValue
    socket.auth = { shown }
    socket.onEvent = { [weak self, unowned socket] event in
      self?.happened(event, to: socket, connection)
    }
    socket.connect()
  }

  private func manager(for connection: DriftConnection) -> ConnectionManager {
    var options = options
    options.reconnection = false
    options.transports = connection.polls ? [.polling, .webSocket] : [.webSocket]
    options.upgrade = connection.upgrades
    if connection.polls, !connection.upgrades { options.transports = [.polling] }
    let manager = ConnectionManager(
      address, options: options, dialer: surroundings.dialer, scheduler: surroundings.scheduler,
      random: surroundings.random)
    manager.onUpgradeGivenUp = { [weak self] isOffered in
      guard let self, !isEnded else { return }
      drift.stayed(connection.name, isOffered: isOffered, at: now)
      turn()
    }
    return manager
  }

  private func happened(
    _ event: ClientEvent, to socket: NamespaceSocket, _ connection: DriftConnection
  ) {
    guard !isEnded else { return }
    let (name, namespace) = (connection.name, connection.namespace)
    switch event {
    case .connect(let id, _):
      hasAnswered = true
      drift.opened(name, namespace: namespace, socket: id, at: now)
    case .connectError(let error): refused(error, name, namespace)
    case .disconnect(let reason, let error):
      if reason != .clientDisconnect {
        hasLost = true
        lookForServer { [weak self] in self?.turn() }
        let words = error.map { "\(reason.rawValue): \($0)" } ?? reason.rawValue
        let isAlone = reason == .serverDisconnect
        drift.closed(name, namespace: isAlone ? namespace : nil, reason: words, at: now)
      }
    case .event(let event):
      var token: Int?
      if event.acknowledgementID != nil {
        eventCount += 1
        token = eventCount
        events[eventCount] = (socket, event)
      }
      drift.received(
        LiveEvent(
          connection: name, namespace: namespace, name: event.name,
          arguments: event.arguments.values, token: token), at: now)
    case .upgrade: drift.upgraded(name, at: now)
    case .reconnectAttempt, .reconnectError, .reconnect, .reconnectFailed: return
    }
    turn()
  }

  private func refused(_ error: ConnectError, _ name: String, _ namespace: String) {
    let tell = { [self] (isAnswer: Bool) in
      drift.refused(
        name, namespace: namespace, message: isAnswer ? error.message : error.description,
        isAnswer: isAnswer, at: now)
    }
    switch error {
    case .refused:
      hasAnswered = true
      tell(true)
    case .transport(_, let error): failed(error) { tell(false) }
    case .timedOut where !hasAnswered: stop("no answer in time")
    case .timedOut, .attemptsExhausted, .disconnected, .closed: tell(false)
    }
  }

  private func emit(
    _ connection: String, _ namespace: String, _ name: String, _ arguments: Arguments,
    _ number: Int?
  ) {
    guard let socket = managers[connection]?.socket(namespace) else { return }
    // What cannot be sent brings nothing, which is told in time.
    guard let number else {
      try? socket.emit(name, arguments)
      return
    }
    _ = try? socket.emit(name, arguments) { [weak self] result in
      guard let self, case .success(let answer) = result else { return }
      drift.acknowledged(
        connection, namespace: namespace, number: number, arguments: answer.values, at: now)
      turn()
    }
  }
}

extension Arguments {
  /// Recorded values, whose placeholders stand for recorded attachments.
  fileprivate init(_ values: [JSON], _ attachments: [[UInt8]]) {
    self.init(contentsOf: values)
    for bytes in attachments { _ = attach(bytes) }
  }
}
