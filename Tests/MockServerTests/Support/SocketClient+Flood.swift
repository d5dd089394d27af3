import Testing
import WebSocket

extension SocketClient {
  /// The WebSocket it speaks through.
  var webSocket: WebSocketClient {
    get throws { try #require(transport as? WebSocketClient.Packets).socket }
  }

  /// Sends so many packets from a thread of its own, while the caller reads what comes of them.
  func flood(
    _ count: Int, _ packet: @escaping @Sendable (Int) -> String
  ) throws -> BackgroundThread<Void> {
    let tcp = try #require(webSocket.wire as? TCPClient)
    return BackgroundThread {
      for start in stride(from: 0, to: count, by: 100) {
        let frames = (start..<min(start + 100, count)).map { index in
          WebSocketClient.frame(.text, Array(packet(index).utf8))
        }
        tcp.send(Array(frames.joined()))
      }
    }
  }
}
