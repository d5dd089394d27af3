import HTTP1

/// A request whose head has arrived, and its body so far.
///
/// A class, since it is handed on as a whole.
final class IncomingRequest {
  var request: HTTPRequest
  let version: HTTPVersion
  let keepsAlive: Bool
  let asksForWebSocket: Bool
  /// Whether the answer has a head only.
  let isHead: Bool

  /// Room made for a body on the word of its sender, in bytes; beyond it the buffer grows as data
  /// arrives.
  private static let trustedLength = 16_384

  init(_ head: RequestHead, peerAddress: String, isSecure: Bool, connection: UInt64) {
    request = HTTPRequest(
      method: head.method, target: head.target, headers: head.headers,
      peerAddress: peerAddress, isSecure: isSecure)
    request.connectionNumber = connection
    request.hasBody = head.body != .none
    if case .length(let length) = head.body {
      request.body.reserveCapacity(min(length, IncomingRequest.trustedLength))
    }
    isHead = head.method == .head
    version = head.version
    keepsAlive = head.keepsAlive
    asksForWebSocket =
      head.asksForUpgrade && head.headers.contains("websocket", in: "Upgrade")
  }
}
