import ControlAPI
import EngineIO
import HTTP1
import SocketIOServer

extension JournalSession {
  /// Keeps what is worth knowing of a session.
  convenience init(_ session: EngineSession) {
    self.init(
      id: session.id, transport: session.transport.rawValue,
      peerAddress: session.request.peerAddress)
  }
}

extension JournalPacket {
  /// Keeps what is worth knowing of what passed.
  convenience init(_ traffic: EngineTraffic, of session: JournalSession) {
    switch traffic {
    case .received(let type, let isProbe):
      self.init(isProbe ? "probe" : "\(type)", of: session, isReceived: true)
    case .sent(let type, let isProbe):
      self.init(isProbe ? "probe" : "\(type)", of: session, isReceived: false)
    case .polled: self.init("poll", of: session, isReceived: true)
    case .answered(let count):
      self.init("payload", of: session, isReceived: false, byteCount: count)
    case .posted(let count):
      self.init("payload", of: session, isReceived: true, byteCount: count)
    }
  }
}
