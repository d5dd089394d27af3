import HostInterface

/// A WebSocket whose client takes everything at once and is otherwise not there.
final class SilentStream: MessageStream {
  var handler: (any MessageStreamHandler)?
  let pendingByteCount = 0
  private(set) var messageCount = 0

  func send(text bytes: Span<UInt8>) { messageCount += 1 }

  func send(binary bytes: Span<UInt8>) { messageCount += 1 }

  func send(_ message: SharedMessage) { messageCount += 1 }

  func close(code: UInt16, reason: String) { abort() }

  func abort() {
    let last = handler
    handler = nil
    last?.messageStreamClosed(code: 1006)
  }

  func fallSilent() {}

  func endSilence() {}

  /// Plays one message of the client.
  func receive(_ text: [UInt8]) {
    handler?.textReceived(text.span)
  }
}
