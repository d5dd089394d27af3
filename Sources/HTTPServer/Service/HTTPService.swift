public import HTTP1

/// What a server does with the requests that arrive.
///
/// All members are called on the loop thread. The requests of one connection come one at a time: the
/// next one is handed over when the last one has been answered.
public protocol HTTPService: AnyObject {
  /// Answers a request through `exchange`, now or later.
  func respond(to request: HTTPRequest, on exchange: any HTTPExchange)

  /// Decides on a request that asks for a WebSocket: accepts or answers it, now or later.
  func upgrade(_ request: HTTPRequest, on exchange: any UpgradeExchange)

  /// The longest body in bytes that `head`, whose body has not arrived, may bring; 2 MiB by default.
  func bodyLimit(for head: RequestHead) -> Int

  /// The answer to a request that broke HTTP or came too slowly; the connection is closed after it.
  ///
  /// `target` is nil when the first line did not arrive whole. By default the reason as plain text.
  func refusal(of target: String?, because error: HTTPError) -> HTTPResponse

  /// A connection is ended for what its peer did: for a log, once a connection; nothing by default.
  func connectionFailed(_ fault: ConnectionFault, peerAddress: String)
}

extension HTTPService {
  /// Allows 2 MiB.
  public func bodyLimit(for head: RequestHead) -> Int { 2_097_152 }

  /// Says the reason as plain text.
  public func refusal(of target: String?, because error: HTTPError) -> HTTPResponse {
    HTTPResponse(
      error.status, headers: ["Content-Type": "text/plain; charset=utf-8"],
      body: Array(error.description.utf8))
  }

  /// Does nothing.
  public func connectionFailed(_ fault: ConnectionFault, peerAddress: String) {}
}
