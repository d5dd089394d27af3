import EngineIO
import HostInterface
import TestSupport

/// An Engine.IO client that behaves as the JavaScript one does: it polls, tries a WebSocket, pauses
/// polling before it says so, answers pings, and gives the server up when none comes.
final class EngineClient {
  /// How a client travels.
  enum Travel {
    case polling
    case upgrading
    case webSocket
  }

  private enum State {
    case opening
    case open
    case closed
  }

  var onOpen: (() -> Void)?
  var onMessage: (([UInt8]) -> Void)?
  /// The session is over, for a reason that is not this client's wish.
  var onClosed: ((String) -> Void)?
  /// Told of the steps of the session's life.
  var onNote: ((String) -> Void)?

  /// Whether pings are answered.
  var answersPings = true
  private(set) var sid: String?
  private(set) var hasUpgraded = false

  private let http: HTTPClient
  private let travel: Travel
  private let chance: Chance
  private let clock: ManualScheduler
  private var state = State.opening
  private var transport: any EngineTransport
  private var probe: WebSocketTransport?
  private var isUpgrading = false
  private var buffer: [Packet] = []
  private var handshake: Handshake?
  private var watch: ScheduledTask?

  init(_ http: HTTPClient, travel: Travel, chance: Chance) {
    self.http = http
    self.travel = travel
    self.chance = chance
    clock = http.network.clock
    transport =
      travel == .webSocket
      ? WebSocketTransport(http, sid: nil, chance: chance) : PollingTransport(http)
  }

  func open() {
    listen(to: transport)
    restartWatch(.seconds(20), "no answer to the opening")
    transport.open()
  }

  func send(_ text: [UInt8]) {
    send(Packet(text: [PacketType.message.rawValue] + text))
  }

  /// Leaves in order.
  func close() {
    guard state != .closed else { return }
    let last = (transport, probe)
    finish()
    last.1?.drop()
    last.0.close()
  }

  /// Leaves without a word: connections are closed.
  func drop() {
    guard state != .closed else { return }
    let last = (transport, probe)
    finish()
    last.1?.drop()
    last.0.drop()
  }

  /// Is gone from one moment to the next: nobody is told.
  func vanish() {
    let last = (transport, probe)
    finish()
    last.1?.vanish()
    (last.0 as? WebSocketTransport)?.vanish()
    http.vanish()
  }

  private func send(_ packet: Packet) {
    guard state != .closed else { return }
    buffer.append(packet)
    flush()
  }

  private func flush() {
    guard state == .open, transport.isWritable, !isUpgrading, !buffer.isEmpty else { return }
    let packets = buffer
    buffer = []
    transport.send(packets)
  }
}

extension EngineClient {
  private func listen(to transport: any EngineTransport) {
    transport.onPacket = { [self] in received($0, $1) }
    transport.onDrain = { [self] in flush() }
    transport.onClosed = { [self] in closed($0) }
  }

  private func received(_ type: PacketType, _ payload: [UInt8]) {
    guard state != .closed else { return }
    switch type {
    case .open: opened(payload)
    case .ping:
      restartWatch()
      if answersPings { send(Packet(.pong)) }
    case .message: onMessage?(payload)
    case .close: closed("close packet")
    case .noop: break
    case .pong, .upgrade: http.onViolation?("a packet of type \(type) from the server")
    }
  }

  private func opened(_ payload: [UInt8]) {
    guard state == .opening, let handshake = try? Handshake(parsing: payload.span) else {
      http.onViolation?("a wrong open packet")
      return
    }
    self.handshake = handshake
    sid = handshake.sid
    (transport as? PollingTransport)?.sid = handshake.sid
    state = .open
    restartWatch()
    onNote?("engine open \(handshake.sid)")
    onOpen?()
    flush()
    guard travel == .upgrading, handshake.upgrades.contains(.webSocket) else { return }
    let delay = chance.happens(0.6) ? Duration.zero : chance.duration(.zero ... .seconds(3))
    clock.after(delay) { self.startProbe() }
  }

  private func startProbe() {
    guard state == .open, let polling = transport as? PollingTransport else { return }
    let probe = WebSocketTransport(http, sid: sid, chance: chance)
    self.probe = probe
    probe.onOpen = { [unowned probe] in
      probe.send([Packet(.ping, "probe")])
    }
    probe.onPacket = { [self, unowned probe] type, payload in
      guard type == .pong, payload == Array("probe".utf8) else {
        http.onViolation?("no answer to the probe but \(type)")
        return probe.drop()
      }
      probed(probe, polling)
    }
    probe.onClosed = { [self] in
      onNote?(isUpgrading ? "probe lost while pausing" : "probe lost: \($0)")
      self.probe = nil
      // The JavaScript client that has begun to pause never polls again.
    }
    probe.open()
  }

  private func probed(_ probe: WebSocketTransport, _ polling: PollingTransport) {
    isUpgrading = true
    onNote?("probe answered")
    polling.pause { [self] in
      guard state == .open, self.probe === probe else { return }
      self.probe = nil
      transport = probe
      listen(to: probe)
      probe.send([Packet(.upgrade)])
      isUpgrading = false
      hasUpgraded = true
      onNote?("upgraded")
      flush()
    }
  }

  private func restartWatch(_ delay: Duration? = nil, _ reason: String = "no ping") {
    if let watch { clock.cancel(watch) }
    let heartbeat = handshake.map { $0.pingInterval + $0.pingTimeout } ?? .seconds(20)
    watch = clock.schedule(after: delay ?? heartbeat) { [self] in
      watch = nil
      let last = (transport, probe)
      closed(reason)
      last.1?.drop()
      last.0.drop()
    }
  }

  private func closed(_ reason: String) {
    guard state != .closed else { return }
    let tell = onClosed
    let last = (transport, probe)
    finish()
    last.1?.drop()
    last.0.drop()
    tell?(reason)
  }

  private func finish() {
    state = .closed
    if let watch { clock.cancel(watch) }
    watch = nil
    probe = nil
    buffer = []
    onOpen = nil
    onMessage = nil
    onClosed = nil
  }
}
