import EngineIO
import HostInterface

extension EngineSession {
  /// Takes a text message of the WebSocket: one packet.
  public func textReceived(_ bytes: Span<UInt8>) {
    do throws(PacketError) {
      let type = try Packet.type(of: bytes)
      receive(type, bytes.extracting(1..<bytes.count))
    } catch {
      violate(.enginePacket(error))
    }
  }

  /// Takes a binary message of the WebSocket: always a message.
  public func binaryReceived(_ bytes: Span<UInt8>) {
    receive(binary: bytes)
  }

  /// The WebSocket is gone.
  public func messageStreamClosed(code: UInt16) {
    stream = nil
    // 1002, 1007 and 1009: the client broke a rule or a bound of the WebSocket.
    end(code == 1002 || code == 1007 || code == 1009 ? .transportError : .transportClose)
  }

  /// Begins a session on a WebSocket.
  func open(_ stream: any MessageStream) {
    self.stream = stream
    stream.handler = self
    stream.send(Packet(text: server.openPacket(for: self)))
  }

  /// Takes a WebSocket that the session may go on to.
  func probe(_ stream: any MessageStream) {
    guard machine.webSocketOpened() else { return SilentHandler.close(stream) }
    silence?.add(stream)
    probe = UpgradeProbe(session: self, stream: stream)
  }

  /// A packet came through the WebSocket being probed.
  func probeReceived(_ type: PacketType, isProbe: Bool, on stream: any MessageStream) {
    server.show(.received(type, isProbe: isProbe), of: self)
    switch machine.probePacketReceived(type, isProbe: isProbe) {
    case .answerProbe:
      server.show(.sent(.pong, isProbe: true), of: self)
      stream.send(Packet(.pong, "probe"))
      releasePoll()
    case .finish: upgrade(to: stream)
    case .drop: dropProbe()
    }
  }

  /// Gives up the WebSocket being probed; polling goes on.
  func dropProbe() {
    machine.probeEnded()
    probe?.drop()
    probe = nil
  }

  private func upgrade(to stream: any MessageStream) {
    probe?.finish()
    probe = nil
    self.stream = stream
    stream.handler = self
    releasePoll()
    for packet in queue.takeAll() { stream.send(packet) }
    server.observer?.sessionUpgraded(self)
    endDeliveries()
  }
}
