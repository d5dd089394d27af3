import SocketIOServer

/// Sends every message of a bare Engine.IO session back.
final class EngineEcho: EngineSessionHandler {
  func textReceived(_ text: Span<UInt8>, from session: EngineSession) {
    session.send(text: text)
  }

  func binaryReceived(_ bytes: Span<UInt8>, from session: EngineSession) {
    session.send(binary: bytes)
  }

  func sessionEnded(_ session: EngineSession, reason: DisconnectReason) {}
}
