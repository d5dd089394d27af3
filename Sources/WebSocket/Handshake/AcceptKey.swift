import Bytes

/// SHA-1 of some bytes, 20 bytes long.
///
/// It is passed in, since this module does no cryptography of its own.
public typealias SHA1 = (Span<UInt8>) -> [UInt8]

/// The proof that a server has understood the handshake (RFC 6455 §1.3).
enum AcceptKey {
  /// The value of `Sec-WebSocket-Accept` for a client's key.
  static func answer(to key: String, sha1: SHA1) -> String {
    var bytes = Array(key.utf8)
    bytes.append(ascii: "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
    let digest = sha1(bytes.span)
    return Base64.encode(digest.span)
  }
}
