import EngineIO
import JSON

extension EngineClient: EngineTransportHandler {
  func transportOpened(_ transport: any EngineTransport) {
    if transport === probe { probeOpened() }
  }

  func transport(
    _ transport: any EngineTransport, received type: PacketType, payload: Span<UInt8>
  ) {
    if transport === probe { return probeReceived(type, payload) }
    guard transport === self.transport else { return }
    switch type {
    case .open: opened(payload)
    case .ping: pinged(payload)
    case .message: handler?.engine(self, receivedText: payload)
    case .close: ended(.transportClose, .closedByServer)
    case .noop, .pong: break
    case .upgrade: ended(.transportError, .malformed("an upgrade packet from a server"))
    }
  }

  func transport(_ transport: any EngineTransport, receivedBinary bytes: Span<UInt8>) {
    guard transport === self.transport, state != .opening else { return }
    handler?.engine(self, receivedBinary: bytes)
  }

  func transportDrained(_ transport: any EngineTransport) {
    guard transport === self.transport else { return }
    flush()
  }

  func transport(_ transport: any EngineTransport, endedWith error: TransportError) {
    if transport === probe { return probeEnded() }
    guard transport === self.transport else { return }
    self.transport = nil
    ended(error.isOrderlyEnd(of: transport.kind) ? .transportClose : .transportError, error)
  }

  private func opened(_ payload: Span<UInt8>) {
    guard state == .opening, let handshake = EngineClient.handshake(payload) else {
      return ended(.transportError, .malformed("an open packet that is none"))
    }
    self.handshake = handshake
    (transport as? PollingTransport)?.sid = handshake.sid
    state = .open
    restartHeartbeat()
    handler?.engineOpened(self)
    flush()
    if state == .open { startProbe() }
  }

  private func pinged(_ payload: Span<UInt8>) {
    restartHeartbeat()
    var pong = [PacketType.pong.rawValue]
    for index in payload.indices { pong.append(payload[index]) }
    send([Packet(text: pong)])
  }

  private static func handshake(_ payload: Span<UInt8>) -> Handshake? {
    do throws(JSONError) {
      return try Handshake(parsing: payload)
    } catch {
      return nil
    }
  }
}

extension TransportError {
  /// Whether the JavaScript client calls this end "transport close", and not "transport error".
  func isOrderlyEnd(of transport: Transport) -> Bool {
    switch self {
    case .closedByServer, .webSocketClosed: true
    // A browser's WebSocket that ends without a close frame is closed, with code 1006.
    case .lost: transport == .webSocket
    case .unreachable, .refused, .malformed, .noTransport: false
    }
  }
}
