import Bytes
public import HTTP1

/// The server's half of the opening handshake (RFC 6455 §4.2).
public enum ServerHandshake {
  /// Checks a request and makes the 101 that accepts it.
  ///
  /// `headers` are added to the answer; `sha1` computes the digest of the key.
  public static func accept(
    _ request: HTTPRequest, headers: HTTPHeaders = HTTPHeaders(), sha1: SHA1
  ) throws(HandshakeError) -> HTTPResponse {
    let key = try check(request)
    var response = HTTPResponse(HTTPStatus(101))
    response.headers.add("Upgrade", "websocket")
    response.headers.add("Sec-WebSocket-Accept", AcceptKey.answer(to: key, sha1: sha1))
    for field in headers.fields { response.headers.add(field.name, field.value) }
    return response
  }

  /// Checks a request and returns its key.
  private static func check(_ request: HTTPRequest) throws(HandshakeError) -> String {
    guard request.method == .get else { throw .wrongMethod(request.method) }
    guard request.headers.contains("websocket", in: "Upgrade") else { throw .missingUpgrade }
    guard request.headers.contains("upgrade", in: "Connection") else { throw .missingConnection }
    let versions = request.headers.values("Sec-WebSocket-Version")
    guard versions == ["13"] else { throw .unsupportedVersion(versions.first) }
    let keys = request.headers.values("Sec-WebSocket-Key")
    guard keys.count == 1, let key = keys.first, key.utf8.count == 24,
      Base64.decode(key)?.count == 16
    else { throw .invalidKey }
    return key
  }
}
