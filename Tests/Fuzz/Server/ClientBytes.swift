import Bytes
import WebSocket

/// What a client writes.
enum ClientBytes {
  /// A whole request with a body in JSON, or without one.
  static func request(method: [UInt8], target: [UInt8], body: [UInt8] = []) -> [UInt8] {
    var bytes = method
    bytes.append(0x20)
    bytes += target
    bytes.append(ascii: " HTTP/1.1\r\nHost: localhost:3000\r\nOrigin: http://localhost:5173\r\n")
    if !body.isEmpty {
      bytes.append(ascii: "Content-Type: application/json\r\nContent-Length: ")
      bytes.append(decimal: Int64(body.count))
      bytes.append(ascii: "\r\n")
    }
    bytes.append(ascii: "\r\n")
    return bytes + body
  }

  /// A polling request; without a session id it opens a session.
  static func polling(_ method: StaticString, sessionID: [UInt8], body: [UInt8] = []) -> [UInt8] {
    var name: [UInt8] = []
    name.append(ascii: method)
    return request(
      method: name, target: target(transport: "polling", sessionID: sessionID), body: body)
  }

  /// The opening handshake of a WebSocket.
  static func upgrade(sessionID: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(ascii: "GET ")
    bytes += target(transport: "websocket", sessionID: sessionID)
    bytes.append(ascii: " HTTP/1.1\r\nHost: localhost:3000\r\nConnection: Upgrade\r\n")
    bytes.append(ascii: "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n")
    bytes.append(ascii: "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
    return bytes
  }

  /// A whole frame, masked as a client must.
  static func frame(_ opcode: Opcode, _ payload: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    FrameEncoder.append(opcode, payload.span, mask: MaskingKey(0x5AA5_C33C), to: &bytes)
    return bytes
  }

  private static func target(transport: StaticString, sessionID: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(ascii: "/socket.io/?EIO=4&transport=")
    bytes.append(ascii: transport)
    guard !sessionID.isEmpty else { return bytes }
    bytes.append(ascii: "&sid=")
    return bytes + sessionID
  }
}
