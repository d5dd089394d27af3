import EngineIO

/// Going on from polling to a WebSocket (Engine.IO 4, "Upgrade").
extension EngineClient {
  func startProbe() {
    guard configuration.options.upgrade, transport?.kind == .polling, let handshake,
      configuration.options.transports.contains(.webSocket)
    else { return }
    guard handshake.upgrades.contains(.webSocket) else {
      handler?.engineStays(self, isOffered: false)
      return
    }
    let probe = WebSocketTransport(configuration, sid: handshake.sid)
    self.probe = probe
    probe.handler = self
    probe.open()
  }

  func probeOpened() {
    probe?.send([Packet(.ping, "probe")])
  }

  func probeReceived(_ type: PacketType, _ payload: Span<UInt8>) {
    guard type == .pong, payload.isProbe, !isUpgrading,
      let polling = transport as? PollingTransport
    else { return dropProbe() }
    isUpgrading = true
    polling.pause { [self] in finishUpgrade(from: polling) }
  }

  /// The WebSocket that was tried is gone; polling goes on.
  func probeEnded() {
    probe = nil
    if isUpgrading {
      isUpgrading = false
      (transport as? PollingTransport)?.resume()
      flush()
    }
    if state == .open { handler?.engineStays(self, isOffered: true) }
  }

  private func dropProbe() {
    probe?.abort()
    probeEnded()
  }

  private func finishUpgrade(from polling: PollingTransport) {
    guard let probe, transport === polling, state == .open || state == .closing else { return }
    self.probe = nil
    transport = probe
    polling.retire()
    isUpgrading = false
    probe.send([Packet(.upgrade)])
    guard transport === probe else { return }
    if state == .open { handler?.engineUpgraded(self) }
    flush()
  }
}

extension Span<UInt8> {
  fileprivate var isProbe: Bool {
    count == 5 && self[0] == 0x70 && self[1] == 0x72 && self[2] == 0x6F && self[3] == 0x62
      && self[4] == 0x65
  }
}
