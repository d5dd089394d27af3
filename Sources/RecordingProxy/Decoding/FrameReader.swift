import WebSocket

/// Reads the messages out of one direction of a WebSocket as it passes.
struct FrameReader {
  /// The longest message that is read, in bytes.
  private static let messageLimit = 67_108_864

  private var assembler: MessageAssembler
  private var buffer: [UInt8] = []
  private var hasFailed = false
  /// Whether this side has begun or answered the closing handshake.
  private(set) var hasClosed = false

  /// Reads what `side` sends.
  init(from side: RelaySide) {
    assembler = MessageAssembler(
      role: side == .client ? .server : .client, messageLimit: FrameReader.messageLimit)
  }

  /// Hands every message that `bytes` complete to `body`; answers what is wrong with them, once.
  mutating func read(
    _ bytes: Span<UInt8>, _ body: (_ message: [UInt8], _ isText: Bool) -> Void
  ) -> String? {
    guard !hasFailed else { return nil }
    var position = 0
    do throws(FrameError) {
      while position < bytes.count,
        let event = try assembler.next(in: bytes, at: &position, buffer: &buffer)
      {
        switch event {
        case .text(let message): body(message, true)
        case .binary(let message): body(message, false)
        case .close: hasClosed = true
        case .ping, .pong: break
        }
      }
      return nil
    } catch {
      hasFailed = true
      return "\(error)"
    }
  }
}
