import HTTP1
import HTTPServer
import HostInterface
import TestSupport
import Testing

/// Sends every message back, and records the end.
private final class EchoHandler: MessageStreamHandler {
  let stream: any MessageStream
  var texts: [String] = []
  var closeCode: UInt16?

  init(_ stream: any MessageStream) { self.stream = stream }

  func textReceived(_ bytes: Span<UInt8>) {
    var text: [UInt8] = []
    for index in bytes.indices { text.append(bytes[index]) }
    texts.append(String(decoding: text, as: UTF8.self))
    stream.send(text: bytes)
  }

  func binaryReceived(_ bytes: Span<UInt8>) { stream.send(binary: bytes) }
  func messageStreamClosed(code: UInt16) { closeCode = code }
}

@Suite struct WebSocketConnectionTests {
  @Test func aFrameBehindTheHandshakeIsNotLost() {
    let server = ServerFixture()
    var handler: EchoHandler?
    server.service.onUpgrade = { _, exchange in
      guard let stream = exchange.accept(headers: [:]) else { return }
      let echo = EchoHandler(stream)
      stream.handler = echo
      handler = echo
    }
    server.stream.receive(
      Array(
        """
        GET /chat HTTP/1.1\r
        Host: x\r
        Upgrade: websocket\r
        Connection: keep-alive, Upgrade\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
        \r

        """.utf8) + [0x81, 0x82, 1, 2, 3, 4, 0x68 ^ 1, 0x69 ^ 2])
    server.scheduler.advance(by: .zero)
    let sent = server.stream.takeSent()
    let head = """
      HTTP/1.1 101 Switching Protocols\r
      Upgrade: websocket\r
      Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r
      Date: Sun, 06 Nov 1994 08:49:37 GMT\r
      Connection: Upgrade\r
      \r

      """
    #expect(String(decoding: sent.dropLast(4), as: UTF8.self) == head)
    #expect(Array(sent.suffix(4)) == [0x81, 2, 0x68, 0x69])
    #expect(handler?.texts == ["hi"])
  }
}
