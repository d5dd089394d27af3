import EngineIO
import HostInterface

/// Who is told what happens to a session.
protocol EngineClientHandler: AnyObject {
  /// The session is open and messages can be sent.
  func engineOpened(_ engine: EngineClient)
  /// A text message has arrived; the span is valid during the call only.
  func engine(_ engine: EngineClient, receivedText text: Span<UInt8>)
  /// A binary message has arrived; the span is valid during the call only.
  func engine(_ engine: EngineClient, receivedBinary bytes: Span<UInt8>)
  /// The session goes on through a WebSocket.
  func engineUpgraded(_ engine: EngineClient)
  /// The session stays with polling, though it might have gone on: the server offers nothing else, or did not let it.
  func engineStays(_ engine: EngineClient, isOffered: Bool)
  /// The session is over and not by this side's wish; the last call.
  func engine(
    _ engine: EngineClient, closedFor reason: DisconnectReason, because error: TransportError?)
}

/// The client's side of one Engine.IO session (Engine.IO 4).
///
/// ```
///  opening ──open packet──▶ open ──close()──▶ closing ──all sent──▶ closed
///     │                       │
///     └── transport ended, no ping in time ──▶ closed
/// ```
///
/// Messages are buffered until the transport takes them. A session that polls probes a WebSocket,
/// pauses polling once it has answered, and goes on there; a probe that fails leaves polling as it was.
final class EngineClient {
  enum State {
    case opening
    case open
    case closing
    case closed
  }

  let configuration: EngineConfiguration
  private(set) weak var handler: (any EngineClientHandler)?
  var state = State.opening
  var transport: (any EngineTransport)?
  var probe: WebSocketTransport?
  var handshake: Handshake?
  /// Whether polling is being paused for the WebSocket that has answered the probe.
  var isUpgrading = false
  private var buffer: [Packet] = []
  private(set) var bufferedByteCount = 0
  private var heartbeat: ScheduledTask?
  private var heartbeatDeadline: Instant?
  private var closeTask: ScheduledTask?

  init(_ configuration: EngineConfiguration, handler: any EngineClientHandler) {
    self.configuration = configuration
    self.handler = handler
  }

  /// How messages travel; nil before the session is open and after its end.
  var transportKind: Transport? { state == .open ? transport?.kind : nil }

  /// Whether a message would leave at once.
  var isWritable: Bool {
    state == .open && !isUpgrading && transport?.isWritable == true
  }

  /// Whether a ping is overdue, though its timer has not fired: the machine may have slept.
  var hasHeartbeatExpired: Bool {
    heartbeatDeadline.map { $0 < configuration.scheduler.now } ?? false
  }

  /// Opens the session through the first transport of the options.
  func open() {
    guard let first = configuration.options.transports.first else {
      // Not before the caller has seen this return.
      _ = configuration.scheduler.schedule(after: .zero) { [self] in
        ended(.transportError, .noTransport)
      }
      return
    }
    let transport: any EngineTransport =
      first == .polling
      ? PollingTransport(configuration) : WebSocketTransport(configuration, sid: nil)
    self.transport = transport
    transport.handler = self
    transport.open()
  }

  /// Sends messages in order, at once or when they can leave.
  func send(_ packets: [Packet]) {
    guard state == .open else { return }
    buffer += packets
    bufferedByteCount += packets.reduce(0) { $0 + $1.bytes.count }
    flush()
  }

  /// Ends the session once everything is sent; the handler is told nothing more.
  func close() {
    handler = nil
    guard state == .open else {
      if state == .opening { abort() }
      return
    }
    state = .closing
    closeTask = configuration.scheduler.schedule(after: configuration.options.closeTimeout) {
      self.abort()
    }
    closeWhenSent()
  }

  /// Ends the session at once; the handler is told nothing more.
  func abort() {
    handler = nil
    finish()
  }

  func flush() {
    guard state == .open || state == .closing, !isUpgrading, let transport else { return }
    while transport.isWritable, !buffer.isEmpty, state != .closed {
      let packets = takeWritable()
      transport.send(packets)
    }
    closeWhenSent()
  }

  /// The most packets of one POST: python-engineio refuses a payload with more, whatever its size.
  private static let payloadPackets = 16

  /// The packets that one payload may hold; a WebSocket takes them one by one anyway.
  private func takeWritable() -> [Packet] {
    var packets = buffer[...]
    if transport?.kind == .polling {
      let limit = handshake?.maxPayload ?? .max
      var size = 0
      packets = buffer.prefix(EngineClient.payloadPackets).prefix { packet in
        size += packet.payloadSize + 1
        return size - 1 <= limit
      }
      if packets.isEmpty { packets = buffer.prefix(1) }
    }
    buffer.removeFirst(packets.count)
    bufferedByteCount -= packets.reduce(0) { $0 + $1.bytes.count }
    return Array(packets)
  }

  private func closeWhenSent() {
    guard state == .closing, buffer.isEmpty, !isUpgrading, let transport, transport.isWritable
    else { return }
    self.transport = nil
    finish()
    transport.close()
  }

  func restartHeartbeat() {
    if let heartbeat { configuration.scheduler.cancel(heartbeat) }
    guard let handshake, state != .closed else { return }
    let time = handshake.pingInterval + handshake.pingTimeout
    heartbeatDeadline = configuration.scheduler.now.advanced(by: time)
    heartbeat = configuration.scheduler.schedule(after: time) { [self] in
      heartbeat = nil
      ended(.pingTimeout, nil)
    }
  }

  /// The session is over, not by this side's wish.
  func ended(_ reason: DisconnectReason, _ error: TransportError?) {
    guard state != .closed else { return }
    let last = handler
    finish()
    last?.engine(self, closedFor: reason, because: error)
  }

  private func finish() {
    guard state != .closed else { return }
    state = .closed
    handler = nil
    for task in [heartbeat, closeTask] {
      if let task { configuration.scheduler.cancel(task) }
    }
    heartbeat = nil
    closeTask = nil
    buffer = []
    bufferedByteCount = 0
    transport?.abort()
    transport = nil
    probe?.abort()
    probe = nil
  }
}

extension Packet {
  /// The bytes it takes in a payload, without a separator.
  fileprivate var payloadSize: Int {
    isBinary ? 1 + (bytes.count + 2) / 3 * 4 : bytes.count
  }
}
