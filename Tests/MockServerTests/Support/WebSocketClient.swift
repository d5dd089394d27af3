import Bytes
import HTTP1
import HostInterface
import TLS
import Testing
import WebSocket

/// The client's end of a WebSocket, for messages and for frames that break the rules.
final class WebSocketClient {
  /// What the server said, or how it ended.
  enum Message: Equatable {
    case text(String)
    case binary([UInt8])
    case ping([UInt8])
    case pong([UInt8])
    case close(UInt16)
    case end
    case reset
    case timedOut
  }

  let wire: any Wire
  private var assembler = MessageAssembler(role: .client, messageLimit: 1 << 24)
  private var unread: [UInt8] = []
  private var position = 0

  private static let mask = MaskingKey(0x1234_5678)

  /// Opens a WebSocket over a connection.
  init(over wire: any Wire, target: String = WebSocketClient.target) throws {
    self.wire = wire
    var random = SystemRandomNumberGenerator()
    let handshake = ClientHandshake(random: &random)
    let http = HTTPClient(over: wire)
    http.begin(.get, target, headers: handshake.request(target: target, host: "x").headers.upgrade)
    let response = try http.response()
    try handshake.check(
      ResponseHead(status: HTTPStatus(response.status), headers: response.headers),
      sha1: Digest.sha1)
    unread = http.takeUnread()
  }

  /// Connects and opens a WebSocket.
  convenience init(port: UInt16, target: String = WebSocketClient.target) throws {
    try self.init(over: TCPClient(port: port), target: target)
  }

  /// Where Socket.IO is reached without polling first.
  static let target = "/socket.io/?EIO=4&transport=websocket"

  /// Sends a text message.
  @discardableResult
  func send(_ text: String) -> Bool { send(.text, Array(text.utf8)) }

  /// Sends a frame.
  @discardableResult
  func send(_ opcode: Opcode, _ payload: [UInt8], isFinal: Bool = true) -> Bool {
    wire.send(Self.frame(opcode, payload, isFinal: isFinal))
  }

  /// A frame as a client sends it.
  static func frame(_ opcode: Opcode, _ payload: [UInt8], isFinal: Bool = true) -> [UInt8] {
    var bytes: [UInt8] = []
    FrameEncoder.append(opcode, payload.span, isFinal: isFinal, mask: mask, to: &bytes)
    return bytes
  }

  /// Waits for the next message.
  func receive() throws -> Message {
    while true {
      let input = unread
      var buffer: [UInt8] = []
      if let event = try assembler.next(in: input.span, at: &position, buffer: &buffer) {
        return Self.message(event)
      }
      position = 0
      unread = []
      switch wire.receive() {
      case .bytes(let bytes): unread = bytes
      case .end: return .end
      case .reset: return .reset
      case .timedOut: return .timedOut
      }
    }
  }

  /// Reads to the end, confirming a close on the way, and answers the close code, or how it ended
  /// without one.
  func receiveEnding() throws -> Message {
    var code: Message?
    while true {
      switch try receive() {
      case .text, .binary, .ping, .pong: continue
      case .close(let number):
        code = .close(number)
        send(.close, [UInt8(number >> 8), UInt8(number & 0xFF)])
      case .end: return code ?? .end
      case .reset: return code ?? .reset
      case .timedOut: return .timedOut
      }
    }
  }

  private static func message(_ event: MessageAssembler.Event) -> Message {
    switch event {
    case .text(let bytes): .text(String(decoding: bytes, as: UTF8.self))
    case .binary(let bytes): .binary(bytes)
    case .ping(let bytes): .ping(bytes)
    case .pong(let bytes): .pong(bytes)
    case .close(let code, _): .close(code.rawValue)
    }
  }
}

extension HTTPHeaders {
  /// The fields of an opening handshake without the host, which an `HTTPClient` adds itself.
  fileprivate var upgrade: HTTPHeaders {
    var headers = self
    headers["Host"] = nil
    return headers
  }
}
