public import EngineIO
public import HTTP1
public import HostInterface

/// One client of an Engine.IO server, whatever transport it uses.
///
/// Its machine decides; the session carries out what it decides over exchanges and streams.
public final class EngineSession: MessageStreamHandler {
  /// The session id: 20 URL-safe characters that cannot be guessed.
  public let id: String

  /// The request that opened the session, without body.
  public let request: HTTPRequest

  let server: EngineServer
  var handler: (any EngineSessionHandler)?
  var machine: SessionMachine
  var stream: (any MessageStream)?
  var poll: PendingPoll?
  var probe: UpgradeProbe?
  var queue = PacketQueue()
  /// The silence that has fallen on the client, if any.
  public internal(set) var silence: ClientSilence?
  /// What waits until all that was sent has left.
  var deliveries: [AwaitedDelivery] = []
  /// Whether nothing more is sent: the session has ended, or its connection is about to be lost.
  var isMuted = false
  /// What is sent while a POST is being read leaves in one response after it.
  var isReadingPost = false
  private(set) var hasViolated = false
  // Apart from the machine, which another module changes in place: each look at it would have to be
  // checked at run time, and every send of a broadcast looks.
  private var hasEnded = false
  private var heartbeat: ScheduledTask?
  private var heartbeatDue: Instant
  /// Whether no ping is sent any more.
  private(set) var isStarved = false

  init(id: String, request: HTTPRequest, transport: Transport, server: EngineServer) {
    self.id = id
    self.request = request
    self.server = server
    machine = SessionMachine(transport: transport)
    heartbeatDue = server.scheduler.now
  }

  /// The transport in use.
  public var transport: Transport { machine.transport }

  /// Whether a poll waits for its answer.
  public var isPollPending: Bool { machine.hasPendingPoll }

  /// Whether the session has ended.
  public var isClosed: Bool { hasEnded }

  /// Bytes sent that the network has not taken yet; zero while the session polls.
  public var pendingByteCount: Int {
    guard let stream else { return 0 }
    return stream.pendingByteCount
  }

  /// Ends the session with `forced close` after all that was sent.
  public func close() {
    end(.forcedClose)
  }

  /// Ends the session with `forced close` and cuts its connections without a word.
  public func abort() {
    let lastStream = stream
    let lastPoll = machine.takePendingPoll() ? poll : nil
    stream = nil
    poll = nil
    // Or the next poll would still get it.
    _ = queue.takeAll()
    end(.forcedClose)
    lastStream?.abort()
    lastPoll?.exchange.abort()
  }

  /// Ends the session for what its client did.
  func violate(_ violation: Violation) {
    guard !isClosed else { return }
    hasViolated = true
    server.observer?.sessionViolated(self, violation)
    end(violation.reason)
  }

  /// Ends the session: its id is forgotten at once, its transports are closed.
  func end(_ reason: DisconnectReason, lastPacket: Packet = Packet(.close)) {
    guard machine.close() else { return }
    hasEnded = true
    isMuted = true
    if let heartbeat { server.scheduler.cancel(heartbeat) }
    heartbeat = nil
    probe?.drop()
    probe = nil
    server.forget(self)
    endTransport(reason, lastPacket)
    silence?.sessionEnded()
    silence = nil
    let last = handler
    handler = nil
    last?.sessionEnded(self, reason: reason)
    server.observer?.sessionClosed(self, reason: reason)
    endDeliveries()
  }

  private func endTransport(_ reason: DisconnectReason, _ lastPacket: Packet) {
    guard transport == .polling else {
      stream?.close(code: 1000, reason: "")
      stream = nil
      return
    }
    let unsent = queue.takeAll()
    if machine.takePendingPoll() {
      answerPoll(PayloadEncoder.encode(unsent + [lastPacket]))
    } else if !unsent.isEmpty, reason == .forcedClose, silence == nil {
      // A farewell is a copy, while queues share what is broadcast: one broadcast that is too much for
      // many sessions at a time must not copy the queue of each.
      let words = hasViolated ? [] : unsent
      server.keepFarewell(PayloadEncoder.encode(words + [lastPacket]), of: self)
    }
  }
}

extension EngineSession {
  /// Waits for the next ping.
  func startHeartbeat() {
    guard !isStarved else { return }
    scheduleHeartbeat(server.configuration.pingInterval, after: server.scheduler.now)
  }

  /// Sends no more pings, so that the client times out; it gets some time for that before the session
  /// ends.
  func starveHeartbeat() {
    guard !isStarved else { return }
    isStarved = true
    let configuration = server.configuration
    scheduleHeartbeat(
      configuration.pingInterval + configuration.pingTimeout * 2, after: server.scheduler.now)
  }

  /// Does at once what is due and whose timer has not run yet.
  func catchUpHeartbeat() {
    if heartbeatDue <= server.scheduler.now { heartbeatElapsed() }
  }

  private func scheduleHeartbeat(_ delay: Duration, after start: Instant) {
    if let heartbeat { server.scheduler.cancel(heartbeat) }
    heartbeatDue = start.advanced(by: delay)
    let wait = server.scheduler.now.duration(to: heartbeatDue)
    heartbeat = server.scheduler.schedule(after: wait) { self.heartbeatElapsed() }
  }

  private func heartbeatElapsed() {
    guard !isStarved else { return end(.pingTimeout) }
    switch machine.heartbeatElapsed() {
    case .sendPing:
      awaitPong()
      server.show(.sent(.ping), of: self)
      send(Packet(.ping))
    case .timeOut: end(.pingTimeout)
    case .ignore: break
    }
  }

  /// Counts the time-out from when the ping was due: a timer that is a little late gives no more time.
  ///
  /// One that is very late, as after the machine slept, does.
  private func awaitPong() {
    let now = server.scheduler.now
    let timeout = server.configuration.pingTimeout
    let isPunctual = heartbeatDue.duration(to: now) <= timeout / 4
    scheduleHeartbeat(timeout, after: isPunctual ? heartbeatDue : now)
  }

  /// Takes a packet that came through the transport in use.
  func receive(_ type: PacketType, _ payload: Span<UInt8>) {
    // A message changes nothing in the machine, and after the end there is no handler.
    switch type == .message ? .deliver : decide(on: type) {
    case .deliver: handler?.textReceived(payload, from: self)
    case .restartHeartbeat: startHeartbeat()
    case .close: end(.transportClose, lastPacket: Packet(.noop))
    case .fail: violate(.unexpectedEnginePacket(type))
    case .ignore: break
    }
  }

  private func decide(on type: PacketType) -> SessionMachine.PacketAction {
    server.show(.received(type), of: self)
    return machine.packetReceived(type)
  }

  /// Takes a binary message that came through the transport in use.
  func receive(binary payload: Span<UInt8>) {
    guard !isClosed else { return }
    handler?.binaryReceived(payload, from: self)
  }
}
