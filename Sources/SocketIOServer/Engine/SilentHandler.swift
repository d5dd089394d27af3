import HostInterface

/// Listens to a WebSocket that is being closed, so that its closing handshake can go on.
final class SilentHandler: MessageStreamHandler {
  func textReceived(_ bytes: Span<UInt8>) {}
  func binaryReceived(_ bytes: Span<UInt8>) {}
  func messageStreamClosed(code: UInt16) {}

  /// Closes a stream that nobody wants.
  static func close(_ stream: any MessageStream) {
    stream.handler = SilentHandler()
    stream.close(code: 1000, reason: "")
  }
}
