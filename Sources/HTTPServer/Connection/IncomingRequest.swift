import HTTP1

/// A request whose head has arrived, and its body so far.
struct IncomingRequest {
  var request: HTTPRequest
  let version: HTTPVersion
  let keepsAlive: Bool
  let asksForWebSocket: Bool

  init(_ head: RequestHead, peerAddress: String, isSecure: Bool) {
    request = HTTPRequest(
      method: head.method, target: head.target, headers: head.headers,
      peerAddress: peerAddress, isSecure: isSecure)
    request.hasBody = head.body != .none
    version = head.version
    keepsAlive = head.keepsAlive
    asksForWebSocket =
      head.asksForUpgrade && head.headers.contains("websocket", in: "Upgrade")
  }
}
