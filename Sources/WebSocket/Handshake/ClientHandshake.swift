import Bytes
public import HTTP1

/// The client's half of the opening handshake (RFC 6455 §4.1).
public struct ClientHandshake: Hashable, Sendable {
  /// The value of `Sec-WebSocket-Key`: 16 random bytes in base64.
  public let key: String

  /// Draws a key.
  public init(random: inout some RandomNumberGenerator) {
    var bytes: [UInt8] = []
    for _ in 0..<2 {
      var word = random.next() as UInt64
      for _ in 0..<8 {
        bytes.append(UInt8(truncatingIfNeeded: word))
        word >>= 8
      }
    }
    key = Base64.encode(bytes.span)
  }

  /// The request that asks for a WebSocket at `target` on `host`, which includes a port where it is
  /// not the default one; `headers` are added to it.
  public func request(target: String, host: String, headers: HTTPHeaders = [:]) -> HTTPRequest {
    var fields: HTTPHeaders = [
      "Host": host, "Upgrade": "websocket", "Connection": "Upgrade",
      "Sec-WebSocket-Key": key, "Sec-WebSocket-Version": "13",
    ]
    for field in headers.fields { fields.add(field.name, field.value) }
    return HTTPRequest(method: .get, target: target, headers: fields)
  }

  /// Checks the server's answer; no extension is ever offered, so none may be chosen.
  public func check(_ response: ResponseHead, sha1: SHA1) throws(HandshakeError) {
    guard response.status.code == 101 else { throw .refused(response.status) }
    let headers = response.headers
    guard headers.contains("websocket", in: "Upgrade") else { throw .missingUpgrade }
    guard headers.contains("upgrade", in: "Connection") else { throw .missingConnection }
    guard headers.values("Sec-WebSocket-Accept") == [AcceptKey.answer(to: key, sha1: sha1)] else {
      throw .invalidAccept
    }
    guard headers["Sec-WebSocket-Extensions"] == nil, headers["Sec-WebSocket-Protocol"] == nil
    else { throw .unofferedChoice }
  }
}
