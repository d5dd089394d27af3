import EngineIO
import FuzzSupport
import JSON
import SocketIO
import WebSocket

/// Reads what a server sends through a WebSocket down to its Socket.IO packets.
struct WebSocketReader {
  private var assembler = MessageAssembler(role: .client, messageLimit: .max)
  private var packets = SocketIO.PacketDecoder()
  private var document = JSONDocument()
  private var isClosed = false
  private var sessionID: [UInt8]?

  mutating func takeSessionID() -> [UInt8]? { sessionID.take() }

  mutating func read(_ bytes: [UInt8]) {
    var position = 0
    var buffer: [UInt8] = []
    do throws(FrameError) {
      while let event = try assembler.next(in: bytes.span, at: &position, buffer: &buffer) {
        Invariant.holds(!isClosed, "nothing follows a close frame")
        take(event)
      }
    } catch {
      Invariant.fail("a frame of the server can be read: \(error)")
    }
  }

  private mutating func take(_ event: MessageAssembler.Event) {
    switch event {
    case .text(let text):
      sessionID = EngineReader.sessionID(in: text[...]) ?? sessionID
      EngineReader.check(packet: text[...], &packets, &document)
    case .binary(let bytes): EngineReader.check(binary: bytes, &packets, &document)
    case .close: isClosed = true
    case .ping, .pong: break
    }
  }
}
