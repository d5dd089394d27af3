import ControlAPI
import ElizaDomain
import EngineIO
import HTTP1
import HostInterface
import JSON
import SocketIOServer

/// Joins the Socket.IO server to the world: events go in, what the world says goes out to rooms.
final class RealtimeBridge {
  let server: SocketIOServer

  let namespace: Namespace
  private let outlet: NamespaceOutlet
  private let events: SocketEvents
  let clock: ClockDriver
  private let log: EventLog
  let journal: Journal
  private let scheduler: any Scheduler
  private var refusals = RepetitionFilter()

  init(
    _ configuration: MockServerConfiguration, world: World, clock: ClockDriver,
    scheduler: any Scheduler, random: RandomSource, log: EventLog, journal: Journal
  ) {
    self.journal = journal
    self.clock = clock
    self.log = log
    self.scheduler = scheduler
    server = SocketIOServer(
      configuration: RealtimeBridge.serverConfiguration(configuration), scheduler: scheduler,
      random: random)
    namespace = server.namespace("/")
    outlet = NamespaceOutlet(namespace, journal: journal)
    events = SocketEvents(
      world: world, outlet: outlet, apiKey: configuration.handshakeKey,
      roomLimit: configuration.limits.realtime.rooms)
    world.connections = outlet
    log.audience = events
    server.engine.observer = self
    server.onRefusal = { [log] refusal, namespace, session in
      log.socketRefused(
        because: refusal == .unknownNamespace
          ? "there is no namespace \(namespace)" : refusal.message,
        address: session.request.peerAddress)
    }
    journal.onPacketsWanted = { [weak server] in server?.engine.showsTraffic = $0 }
    events.onDiagnostic = { [log] in log.diagnostic($0) }
    connectHandlers(of: namespace)
  }

  /// Whom traffic is left to while an overlay is on; nil while none is.
  var faults: FaultDriver? {
    get { outlet.faults.driver }
    set { outlet.faults.driver = newValue }
  }

  /// Whom clients are left to while recordings are replayed; nil while none is.
  var replay: ReplayDriver? {
    didSet {
      // They stay, and let nobody in once nothing is replayed in them.
      for name in replay?.namespaces ?? [] where name != namespace.name {
        connectHandlers(of: server.namespace(name))
      }
    }
  }

  /// Puts every client out and lets no new one in.
  func shutDown() {
    server.shutDown()
  }

  private func connectHandlers(of namespace: Namespace) {
    namespace.admission = { [unowned self] in refusal(of: $0) }
    namespace.onConnection = { [unowned self] in connected($0) }
    namespace.onDisconnection = { [unowned self] in disconnected($0, $1) }
    namespace.onOtherEvent = { [unowned self, clock, journal, faults = outlet.faults] in
      if !RealtimeBridge.received(&$1, from: $0, clock, journal, faults) {
        replayed(&$1, from: $0)
      }
    }
  }

  private func refusal(of request: ConnectRequest) -> ConnectRefusal? {
    clock.synchronize()
    if request.namespace != namespace.name,
      replay?.namespaces.contains(request.namespace) != true
    {
      return .unknownNamespace
    }
    let reason =
      faults?.refusal(of: request)
      ?? (replay.map { $0.refusal(of: request) } ?? events.refusal(of: SocketHandshake(request)))
    return reason.map { ConnectRefusal(message: $0) }
  }

  private func connected(_ socket: Socket) {
    clock.synchronize()
    log.socketConnected(
      socket.id, transport: socket.session.transport.rawValue,
      address: socket.request.peerAddress)
    journal.record(.connected(socket: socket.id, JournalSession(socket.session)))
    let connected = ConnectedSocket(socket, faults: outlet.faults, log: log, journal: journal)
    guard let replay else {
      socket.state = events.connect(connected, handshake: SocketHandshake(socket))
      return
    }
    let replayed = replay.connected(socket, connected)
    socket.state = replayed
    // The world knows no other namespace.
    guard replay.settings.onMiss == .script, socket.namespace === namespace else { return }
    let ear = QuietSocket(connected)
    replayed.scripted = (events.connect(ear, handshake: SocketHandshake(socket)), ear)
    ear.isHeard = true
  }

  private func disconnected(_ socket: Socket, _ reason: DisconnectReason) {
    clock.synchronize()
    log.socketDisconnected(socket.id, because: reason.rawValue)
    journal.record(.disconnected(socket: socket.id, reason: reason.rawValue))
    RealtimeBridge.connection(of: socket)?.closed(reason.end)
    if let replayed = socket.state as? ReplayedSocket {
      replay?.disconnected(replayed)
      replayed.scripted?.connection.closed(reason.end)
    }
    socket.state = nil
    faults?.disconnected(socket)
  }

  /// The way of every message: it reaches no further than the clock and the socket's own state.
  ///
  /// False for sockets that are no part of the world.
  private static func received(
    _ event: inout Event, from socket: Socket, _ clock: ClockDriver, _ journal: Journal,
    _ faults: FaultSwitch
  ) -> Bool {
    clock.synchronize()
    guard let connection = connection(of: socket) else { return false }
    journal.record(event.arguments.document, receivedFrom: socket.id)
    if let driver = faults.driver {
      driver.receive(&event, from: socket) { deliver($0, $1, to: connection, socket, journal) }
      return true
    }
    deliver(event.arguments.document, event.takeAcknowledgement(), to: connection, socket, journal)
    return true
  }

  private static func deliver(
    _ document: JSONDocument, _ acknowledgement: Acknowledgement?, to connection: SocketConnection,
    _ socket: Socket, _ journal: Journal
  ) {
    guard let acknowledgement else { return connection.received(document) }
    connection.received(document) { array in
      let arguments = Array(array.dropFirst().dropLast())
      acknowledgement.send(arguments.span)
      journal.record(array, acknowledgedTo: socket.id)
    }
  }

  private static func connection(of socket: Socket) -> SocketConnection? {
    socket.state as? SocketConnection
  }
}

extension RealtimeBridge: EngineObserver {
  func sessionOpened(_ session: EngineSession) {
    journal.record(.opened(JournalSession(session)))
  }

  func sessionUpgraded(_ session: EngineSession) {
    journal.record(.upgraded(JournalSession(session)))
  }

  func passed(_ traffic: EngineTraffic, of session: EngineSession) {
    clock.synchronize()
    journal.record(.packet(JournalPacket(traffic, of: JournalSession(session))))
  }

  func sessionClosed(_ session: EngineSession, reason: DisconnectReason) {
    replay?.ended(session.id)
    journal.record(.closed(JournalSession(session), reason: reason.rawValue))
  }

  func sessionViolated(_ session: EngineSession, _ violation: Violation) {
    // A body that is too long has been logged as a refused request.
    if case .payloadTooLarge = violation { return }
    log.refused("\(violation)", address: session.request.peerAddress, session: session.id)
  }

  func requestRefused(_ request: HTTPRequest, _ refusal: Refusal) {
    let peer = request.peerAddress
    guard refusals.passes(refusal.message, peer: peer, at: scheduler.now) else { return }
    log.requestRefused(refusal.message, address: peer)
  }
}

extension RealtimeBridge {
  private static func serverConfiguration(
    _ configuration: MockServerConfiguration
  ) -> SocketIOConfiguration {
    var result = SocketIOConfiguration()
    result.engine.path = "/socket.io/"
    result.engine.crossOrigin = crossOrigin(configuration)
    let profile = configuration.profile
    if !profile.isLenient, profile.release >= .v1_6_5 { result.connectTimeout = .seconds(10) }
    configuration.limits.apply(to: &result, profile)
    return result
  }

  /// Legacy releases let everybody in without credentials; later ones name the origin.
  private static func crossOrigin(
    _ configuration: MockServerConfiguration
  ) -> CrossOriginPolicy {
    let profile = configuration.profile
    if !profile.isLenient, profile.release < .v1_6_5 { return .open }
    guard let origin = configuration.allowedOrigin else {
      return profile.isLenient
        ? .openWithCredentials : CrossOriginPolicy(origins: .any, allowsCredentials: true)
    }
    return CrossOriginPolicy(origins: .list([origin]), allowsCredentials: true)
  }
}

extension MockServerConfiguration {
  /// The key that handshakes must bring.
  fileprivate var handshakeKey: String? {
    switch socketKey {
    case .apiKey: apiKey
    case .own(let key): key
    }
  }
}

extension DisconnectReason {
  /// What it means to the client.
  fileprivate var end: SocketEnd {
    switch self {
    case .transportClose, .transportError, .parseError: .lost
    case .pingTimeout: .timedOut
    case .clientNamespaceDisconnect: .left
    case .serverNamespaceDisconnect: .kicked
    case .serverShuttingDown: .serverStopped
    case .forcedClose, .forcedServerClose: .cut
    }
  }
}

extension SocketHandshake {
  /// What the client of `request` brings along.
  fileprivate init(_ request: ConnectRequest) {
    self.init(
      auth: request.auth.value(of: request.auth.root),
      apiKeyHeader: request.request.headers["X-API-KEY"],
      authorizationHeader: request.request.headers["Authorization"],
      page: PageIdentity(request.request))
  }

  /// What the client of `socket` brought along.
  fileprivate init(_ socket: Socket) {
    self.init(
      auth: socket.auth.value(of: socket.auth.root),
      apiKeyHeader: socket.request.headers["X-API-KEY"],
      authorizationHeader: socket.request.headers["Authorization"],
      page: PageIdentity(socket.request))
  }
}
