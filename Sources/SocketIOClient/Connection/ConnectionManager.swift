public import EngineIO
public import HostInterface
import JSON
import SocketIO

/// The connection that the sockets of all namespaces share, and its coming back after a loss.
///
/// ```
///            open()              session open
///  closed ───────────▶ opening ───────────────▶ open
///    ▲ ▲                  │                       │
///    │ └── failed ────────┘                       │
///    └───────── lost, or no socket is left ───────┘
/// ```
///
/// A connection that is lost, or does not come about, is made again after a delay that doubles, unless
/// the options or the last socket say otherwise. Confined to the thread of its scheduler.
public final class ConnectionManager {
  enum State {
    case closed
    case opening
    case open
  }

  /// How it connects.
  public let options: ClientOptions

  /// Told when a connection that might have gone on to a WebSocket stays with polling, and whether the server has
  /// offered one.
  public var onUpgradeGivenUp: ((_ isOffered: Bool) -> Void)?

  let scheduler: any Scheduler
  private(set) var state = State.closed
  private(set) var engine: EngineClient?
  private let configuration: EngineConfiguration
  private var sockets: [NamespaceSocket] = []
  private var backoff: Backoff
  private var isReconnecting = false
  private var staysAway = false
  private var timeoutTask: ScheduledTask?
  private var reconnectionTask: ScheduledTask?
  private var decoder: PacketDecoder
  private var document = JSONDocument()

  /// Prepares connections to `address`; nothing is opened before a socket connects.
  ///
  /// `random` draws masks, keys and delays: it must be a secure one outside tests.
  public init(
    _ address: ServerAddress, options: ClientOptions = ClientOptions(), dialer: any Dialer,
    scheduler: any Scheduler, random: RandomSource
  ) {
    self.options = options
    self.scheduler = scheduler
    configuration = EngineConfiguration(
      address: address, options: options, dialer: dialer, scheduler: scheduler, random: random)
    backoff = Backoff(options)
    decoder = PacketDecoder(limits: options.packetLimits)
  }

  /// The socket of a namespace; the same one each time it is asked for.
  public func socket(_ namespace: String = "/") -> NamespaceSocket {
    let name = namespace.hasPrefix("/") ? namespace : "/" + namespace
    if let socket = sockets.first(where: { $0.namespace == name }) { return socket }
    let socket = NamespaceSocket(name, of: self)
    sockets.append(socket)
    return socket
  }

  /// How messages travel; nil while there is no session.
  public var transport: Transport? { engine?.transportKind }

  /// Disconnects every socket.
  public func close() {
    for socket in sockets { socket.disconnect() }
  }
}

/// What sockets ask for.
extension ConnectionManager {
  /// The socket wants to be connected; `isJoining` tells whether it had said so before.
  func connect(_ socket: NamespaceSocket, isJoining: Bool) {
    switch state {
    case .open: if !isJoining { socket.sessionOpened() }
    case .opening: break
    case .closed: if !isReconnecting { open() }
    }
  }

  /// The socket wants no connection any more; the last one closes it.
  func release(_ socket: NamespaceSocket) {
    guard !sockets.contains(where: \.isActive) else { return }
    staysAway = true
    isReconnecting = false
    cancelTasks()
    backoff.reset()
    state = .closed
    engine?.close()
    engine = nil
  }

  func send(_ packets: [EngineIO.Packet]) {
    engine?.send(packets)
  }
}

extension ConnectionManager {
  private func open() {
    guard state == .closed else { return }
    state = .opening
    staysAway = false
    decoder = PacketDecoder(limits: options.packetLimits)
    let engine = EngineClient(configuration, handler: self)
    self.engine = engine
    if let timeout = options.timeout {
      timeoutTask = scheduler.schedule(after: timeout) { [weak self] in
        self?.openingTimedOut()
      }
    }
    engine.open()
  }

  private func openingFailed(_ error: ConnectError) {
    cancelTimeout()
    state = .closed
    engine = nil
    tellAll(.connectError(error), where: { !$0.isConnected })
    if isReconnecting {
      isReconnecting = false
      tellAll(.reconnectError(error))
      reconnect()
    } else if backoff.attempts == 0 {
      reconnect()
    }
  }

  private func lost(_ reason: DisconnectReason, _ error: TransportError?) {
    cancelTimeout()
    backoff.reset()
    state = .closed
    engine = nil
    for socket in sockets { socket.sessionLost(reason, error) }
    reconnect()
  }

  private func reconnect() {
    guard options.reconnection, !isReconnecting, !staysAway, state == .closed,
      sockets.contains(where: \.isActive)
    else { return }
    if let limit = options.reconnectionAttempts, backoff.attempts >= limit {
      backoff.reset()
      return tellAll(.reconnectFailed)
    }
    isReconnecting = true
    let delay = backoff.next(configuration.random)
    reconnectionTask = scheduler.schedule(after: delay) { [weak self] in
      self?.attempt()
    }
  }

  private func attempt() {
    reconnectionTask = nil
    tellAll(.reconnectAttempt(backoff.attempts))
    // Whoever was told may have had enough.
    if isReconnecting { open() }
  }

  private func openingTimedOut() {
    timeoutTask = nil
    engine?.abort()
    openingFailed(.timedOut)
  }

  private func tellAll(
    _ event: ClientEvent, where isConcerned: (NamespaceSocket) -> Bool = { _ in true }
  ) {
    for socket in sockets where socket.isActive && isConcerned(socket) { socket.tell(event) }
  }

  private func cancelTimeout() {
    if let timeoutTask { scheduler.cancel(timeoutTask) }
    timeoutTask = nil
  }

  private func cancelTasks() {
    cancelTimeout()
    if let reconnectionTask { scheduler.cancel(reconnectionTask) }
    reconnectionTask = nil
  }
}

extension ConnectionManager: EngineClientHandler {
  func engineOpened(_ engine: EngineClient) {
    guard engine === self.engine else { return }
    cancelTimeout()
    state = .open
    for socket in sockets where socket.isActive { socket.sessionOpened() }
    guard isReconnecting else { return }
    isReconnecting = false
    let attempts = backoff.attempts
    backoff.reset()
    tellAll(.reconnect(attempts))
  }

  func engineUpgraded(_ engine: EngineClient) {
    guard engine === self.engine else { return }
    tellAll(.upgrade(.webSocket))
  }

  func engineStays(_ engine: EngineClient, isOffered: Bool) {
    guard engine === self.engine else { return }
    onUpgradeGivenUp?(isOffered)
  }

  func engine(_ engine: EngineClient, receivedText text: Span<UInt8>) {
    guard engine === self.engine else { return }
    do throws(SocketIO.PacketError) {
      let packet = try decoder.textReceived(text, into: &document)
      if let packet { take(packet) }
    } catch {
      parsingFailed(error)
    }
  }

  func engine(_ engine: EngineClient, receivedBinary bytes: Span<UInt8>) {
    guard engine === self.engine else { return }
    do throws(SocketIO.PacketError) {
      let packet = try decoder.binaryReceived(bytes, into: &document)
      if let packet { take(packet) }
    } catch {
      parsingFailed(error)
    }
  }

  func engine(
    _ engine: EngineClient, closedFor reason: DisconnectReason, because error: TransportError?
  ) {
    guard engine === self.engine else { return }
    guard state == .opening else { return lost(reason, error) }
    let transport = options.transports.first ?? .polling
    openingFailed(.transport(transport, error ?? .lost(reason.rawValue)))
  }

  private func take(_ packet: DecodedPacket) {
    guard let socket = sockets.first(where: { $0.namespace == packet.namespace }) else { return }
    socket.received(packet, document)
  }

  private func parsingFailed(_ error: SocketIO.PacketError) {
    engine?.abort()
    lost(.parseError, .malformed(error.description))
  }
}
