extension SessionMachine {
  /// A WebSocket that names the session has been opened; false when it must be closed again.
  ///
  /// One WebSocket can be probed at a time, and none once the session has a WebSocket.
  public mutating func webSocketOpened() -> Bool {
    guard !isClosed, transport == .polling, upgrade == .none else { return false }
    upgrade = .opened
    return true
  }

  /// What to do with a packet that came through the WebSocket being probed.
  public enum ProbeAction: Hashable, Sendable {
    /// Answer `3probe` there, and the pending poll, if there is one, with a noop.
    case answerProbe
    /// Answer the pending poll, if there still is one, with a noop, and send everything queued
    /// through the WebSocket.
    case finish
    /// Close the WebSocket; polling goes on.
    case drop
  }

  /// A packet has arrived through the WebSocket being probed; `isProbe` tells whether its payload is
  /// `probe`.
  public mutating func probePacketReceived(_ type: PacketType, isProbe: Bool) -> ProbeAction {
    switch (upgrade, type) {
    case (.opened, .ping) where isProbe, (.probed, .ping) where isProbe:
      upgrade = .probed
      return .answerProbe
    case (.probed, .upgrade):
      upgrade = .none
      transport = .webSocket
      return .finish
    default:
      upgrade = .none
      return .drop
    }
  }

  /// The WebSocket being probed is gone or has taken too long; polling goes on.
  public mutating func probeEnded() {
    upgrade = .none
  }
}
