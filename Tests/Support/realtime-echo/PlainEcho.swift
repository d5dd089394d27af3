import HostInterface

/// Sends every message of a plain WebSocket back.
final class PlainEcho: MessageStreamHandler {
  private let stream: any MessageStream

  init(_ stream: any MessageStream) {
    self.stream = stream
  }

  func textReceived(_ bytes: Span<UInt8>) {
    stream.send(text: bytes)
  }

  func binaryReceived(_ bytes: Span<UInt8>) {
    stream.send(binary: bytes)
  }

  func messageStreamClosed(code: UInt16) {}
}
