public import HTTP1

/// A handshake that breaks RFC 6455 §4.
public enum HandshakeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The method is not `GET`.
  case wrongMethod(HTTPMethod)
  /// `Upgrade` does not name `websocket`.
  case missingUpgrade
  /// `Connection` does not name `Upgrade`.
  case missingConnection
  /// `Sec-WebSocket-Version` is missing or not 13.
  case unsupportedVersion(String?)
  /// `Sec-WebSocket-Key` is missing, repeated or not 16 bytes in base64.
  case invalidKey
  /// The server did not answer 101.
  case refused(HTTPStatus)
  /// `Sec-WebSocket-Accept` does not prove that the server has read the key.
  case invalidAccept
  /// The server chose a subprotocol or extension that was not offered.
  case unofferedChoice

  /// The status a server answers with.
  public var status: HTTPStatus {
    switch self {
    case .wrongMethod: HTTPStatus(405)
    case .unsupportedVersion: HTTPStatus(426)
    default: HTTPStatus(400)
    }
  }

  /// The fields that belong to the answer: the version spoken here, the method allowed.
  public var headers: HTTPHeaders {
    switch self {
    case .wrongMethod: ["Allow": "GET"]
    case .unsupportedVersion:
      ["Sec-WebSocket-Version": "13", "Upgrade": "websocket"]
    default: [:]
    }
  }

  /// The reason in a sentence.
  public var description: String {
    switch self {
    case .wrongMethod(let method): "A WebSocket is opened with GET, not \(method)."
    case .missingUpgrade: "The Upgrade header does not name websocket."
    case .missingConnection: "The Connection header does not name Upgrade."
    case .unsupportedVersion(let version?): "WebSocket version \(version) is not 13."
    case .unsupportedVersion(nil): "The Sec-WebSocket-Version header is missing."
    case .invalidKey: "The Sec-WebSocket-Key header is not 16 bytes in base64."
    case .refused(let status): "The server answered \(status)."
    case .invalidAccept: "The Sec-WebSocket-Accept header is wrong."
    case .unofferedChoice: "The server chose what was not offered."
    }
  }
}
