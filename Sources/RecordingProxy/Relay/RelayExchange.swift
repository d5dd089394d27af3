import HTTP1

/// One request on its way through a relay, and how far it has come.
struct RelayExchange {
  let number: Int
  let head: RequestHead
  let client: HeaderRules.Client
  /// Whether the request asks for a WebSocket.
  let isUpgrade: Bool
  /// Whether the whole request has been sent on.
  var isRequestOver = false
  /// The answer's head, once it has been sent on.
  var response: ResponseHead?
  /// Whether the answer's body goes to the client in chunks.
  var isChunked = false
  /// Whether the head read last is an interim one, which has no body.
  var isInterim = false
  /// Whether the whole answer has been sent on.
  var isResponseOver = false

  init(_ head: RequestHead, number: Int, client: HeaderRules.Client) {
    self.head = head
    self.number = number
    self.client = client
    isUpgrade = head.asksForUpgrade && head.headers.contains("websocket", in: "Upgrade")
  }

  /// Whether both sides may use their connections for the next request.
  var keepsAlive: Bool {
    guard let response else { return false }
    let isFramed = response.body != .chunked || head.version == .http11
    return head.keepsAlive && response.keepsAlive && isFramed
  }
}
