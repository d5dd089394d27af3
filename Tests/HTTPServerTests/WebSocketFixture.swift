import HTTP1
import HTTPServer
import HostInterface
import TestSupport
import Testing

/// Records what a WebSocket hears, and sends messages back when told to.
final class RecordingHandler: MessageStreamHandler {
  enum Event: Equatable {
    case text(String)
    case binary([UInt8])
    case closed(UInt16)
  }

  var events: [Event] = []
  var echoesTo: (any MessageStream)?

  func textReceived(_ bytes: Span<UInt8>) {
    events.append(.text(String(decoding: copy(bytes), as: UTF8.self)))
    echoesTo?.send(text: bytes)
  }

  func binaryReceived(_ bytes: Span<UInt8>) {
    events.append(.binary(copy(bytes)))
    echoesTo?.send(binary: bytes)
  }

  func messageStreamClosed(code: UInt16) { events.append(.closed(code)) }

  private func copy(_ bytes: Span<UInt8>) -> [UInt8] {
    bytes.indices.map { bytes[$0] }
  }
}

/// A WebSocket over memory, opened through an HTTP connection.
struct WebSocketFixture {
  let server: ServerFixture
  let handler = RecordingHandler()
  let socket: any MessageStream

  static let request = """
    GET /chat HTTP/1.1\r
    Host: x\r
    Upgrade: websocket\r
    Connection: keep-alive, Upgrade\r
    Sec-WebSocket-Version: 13\r
    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
    \r

    """

  static let response = """
    HTTP/1.1 101 Switching Protocols\r
    Upgrade: websocket\r
    Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r
    Date: Sun, 06 Nov 1994 08:49:37 GMT\r
    Connection: Upgrade\r
    \r

    """

  init(configure: (inout ServerConfiguration) -> Void = { _ in }) throws {
    server = ServerFixture(configure: configure)
    var accepted: (any MessageStream)?
    server.service.onUpgrade = { _, exchange in accepted = exchange.accept(headers: [:]) }
    server.stream.receive(Self.request)
    socket = try #require(accepted)
    socket.handler = handler
    try #require(server.stream.takeSentText() == Self.response)
  }

  var stream: MemoryStream { server.stream }

  /// A frame of a client, masked.
  static func frame(_ first: UInt8, _ payload: [UInt8]) -> [UInt8] {
    let key: [UInt8] = [9, 8, 7, 6]
    let length =
      payload.count <= 125
      ? [UInt8(payload.count)] : [126, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
    return [first, length[0] | 0x80] + length.dropFirst() + key
      + payload.enumerated().map { $1 ^ key[$0 % 4] }
  }

  /// Plays a frame of the client.
  func receive(_ first: UInt8, _ payload: [UInt8]) {
    stream.receive(Self.frame(first, payload))
  }

  /// Plays a text message of the client.
  func receive(text: String) {
    receive(0x81, Array(text.utf8))
  }
}
