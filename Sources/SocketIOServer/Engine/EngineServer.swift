import Bytes
import EngineIO
public import HTTP1
public import HostInterface

/// An Engine.IO 4 server: sessions over HTTP long-polling and WebSocket, apart from any I/O.
///
/// The host hands it requests and open WebSockets; it answers through the exchanges and streams it is
/// given. Everything happens on the loop thread.
public final class EngineServer {
  /// The bounds and times in force.
  public let configuration: EngineConfiguration

  /// Who is told of sessions for logs and views.
  public weak var observer: (any EngineObserver)?

  /// Whether the observer is told of packets other than messages, and of polls; off at first.
  public var showsTraffic = false

  /// Called for every new session, after its open packet was sent; answers who gets its messages.
  ///
  /// Without it, messages are dropped.
  public var onSession: ((EngineSession) -> any EngineSessionHandler)?

  /// Decides whether a request may open a session; one that may not gets code 4, `Forbidden`.
  public var admits: ((HTTPRequest) -> Bool)?

  let scheduler: any Scheduler
  let responses: EngineResponses
  let identifiers: IdentifierSource
  let scratch = ScratchBuffer()
  /// The path without the slash at the end.
  private let base: [UInt8]
  private(set) var farewells = FarewellStore()
  private var sessionsByID: [String: EngineSession] = [:]
  private var isShutDown = false

  /// Makes a server without sessions.
  ///
  /// `random` must be fit for secrets, since who knows a session's id can speak for it.
  public init(
    configuration: EngineConfiguration = EngineConfiguration(), scheduler: any Scheduler,
    random: RandomSource
  ) {
    self.configuration = configuration
    self.scheduler = scheduler
    responses = EngineResponses(policy: configuration.crossOrigin)
    base = Array(configuration.path.utf8.dropLast())
    identifiers = IdentifierSource(random)
  }

  /// All open sessions, in no order.
  public var sessions: some Collection<EngineSession> { sessionsByID.values }

  /// The open session of that id, or nil.
  public func session(_ id: String) -> EngineSession? { sessionsByID[id] }

  /// Whether requests for `target` are this server's: its path, with or without the slash at the end.
  public func owns(target: String) -> Bool {
    var target = target
    return target.withUTF8 { bytes in
      guard unsafe bytes.starts(with: base) else { return false }
      var rest = unsafe bytes.dropFirst(base.count)
      if unsafe rest.first == ASCII.slash { unsafe rest.removeFirst() }
      return unsafe rest.isEmpty || rest.first == ASCII.questionMark
    }
  }

  /// Ends every session with `server shutting down` and opens no more.
  ///
  /// Clients see their connection close and may try again later.
  public func shutDown() {
    isShutDown = true
    farewells.removeAll(scheduler)
    // In an order that does not change from run to run, as simulations compare what is sent.
    for session in sessionsByID.values.sorted(by: { $0.id < $1.id }) {
      session.end(.serverShuttingDown)
    }
  }
}

extension EngineServer {
  /// Whether `request` may open or use a session: the session it names, or nil for a new one.
  func admit(
    _ request: HTTPRequest, _ query: SessionQuery, isUpgrade: Bool
  ) throws(Refusal) -> EngineSession? {
    guard let transport = query.transport, configuration.transports.contains(transport) else {
      throw .unknownTransport
    }
    if isUpgrade, transport != .webSocket { throw .badRequest }
    if let sid = query.sid {
      guard let session = sessionsByID[sid] else { throw .unknownSession }
      session.catchUpHeartbeat()
      guard !session.isClosed else { throw .unknownSession }
      guard isUpgrade ? configuration.allowsUpgrades : session.transport == transport else {
        throw .badRequest
      }
      return session
    }
    guard request.method == .get else { throw .badHandshakeMethod }
    guard isUpgrade || transport == .polling else { throw .badRequest }
    guard !isShutDown, sessionsByID.count < configuration.sessionLimit, admits?(request) ?? true
    else { throw .forbidden }
    guard query.isCurrentRevision else { throw .unsupportedVersion }
    return nil
  }

  /// Registers a new session.
  func makeSession(for request: HTTPRequest, transport: Transport) -> EngineSession {
    var request = request
    request.body = []
    let session = EngineSession(
      id: identifiers.next(), request: request, transport: transport, server: self)
    sessionsByID[session.id] = session
    return session
  }

  /// Lets a session whose open packet was sent begin its life.
  func begin(_ session: EngineSession) {
    session.startHeartbeat()
    observer?.sessionOpened(session)
    session.handler = onSession?(session)
  }

  /// Forgets a session that has ended.
  func forget(_ session: EngineSession) {
    sessionsByID[session.id] = nil
  }

  /// Keeps the last packets of a session that ended between two polls for the next one.
  func keepFarewell(_ body: [UInt8], of session: EngineSession) {
    guard !isShutDown else { return }
    let id = session.id
    let expiry = scheduler.schedule(after: configuration.pingTimeout) {
      self.farewells.expire(id)
    }
    farewells.keep(body, id: id, expiry: expiry, scheduler)
  }

  /// What a session that has ended still had to say, for its next poll; nil when there is nothing.
  func takeFarewell(_ id: String) -> [UInt8]? {
    farewells.take(id, scheduler)
  }

  /// The open packet of a session.
  func openPacket(for session: EngineSession) -> [UInt8] {
    let upgrades =
      session.transport == .polling && configuration.allowsUpgrades
      && configuration.transports.contains(.webSocket)
    var packet = [PacketType.open.rawValue]
    Handshake(
      sid: session.id, upgrades: upgrades ? [.webSocket] : [],
      pingInterval: configuration.pingInterval, pingTimeout: configuration.pingTimeout,
      maxPayload: configuration.maxPayload
    ).append(to: &packet)
    return packet
  }
}
