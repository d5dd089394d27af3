import Bytes
import EngineIO
import HostInterface

/// A WebSocket that a polling session may go on to, until it does or is given up.
final class UpgradeProbe: MessageStreamHandler {
  let stream: any MessageStream
  private var session: EngineSession?
  private var timer: ScheduledTask?

  init(session: EngineSession, stream: any MessageStream) {
    self.session = session
    self.stream = stream
    stream.handler = self
    timer = session.server.scheduler.schedule(
      after: session.server.configuration.upgradeTimeout
    ) {
      self.timer = nil
      self.session?.dropProbe()
    }
  }

  func textReceived(_ bytes: Span<UInt8>) {
    guard let session else { return }
    guard let type = try? Packet.type(of: bytes) else { return session.dropProbe() }
    let isProbe = Array(bytes) == Packet(.ping, "probe").bytes
    session.probeReceived(type, isProbe: isProbe, on: stream)
  }

  func binaryReceived(_ bytes: Span<UInt8>) {
    session?.dropProbe()
  }

  func messageStreamClosed(code: UInt16) {
    session?.dropProbe()
  }

  /// Closes the WebSocket.
  func drop() {
    finish()
    stream.close(code: 1000, reason: "")
  }

  /// Leaves the WebSocket to the session.
  func finish() {
    if let timer { session?.server.scheduler.cancel(timer) }
    timer = nil
    session = nil
  }
}
