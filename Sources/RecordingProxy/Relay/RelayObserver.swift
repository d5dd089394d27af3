package import HTTP1

/// Hears what passes through a relay, in the order it passed.
///
/// Called on the loop thread; the spans are lent for the call only. What it hears is what was sent on,
/// with the framing of HTTP taken away.
package protocol RelayObserver: AnyObject {
  /// A request begins; `connection` numbers the client's connections, `exchange` the requests of all.
  func requestBegan(_ head: RequestHead, exchange: Int, connection: Int)

  /// A piece of a request's body.
  func requestBody(_ bytes: Span<UInt8>, exchange: Int)

  /// A request is complete.
  func requestEnded(exchange: Int)

  /// The answer begins; interim answers are not told.
  func responseBegan(_ head: ResponseHead, exchange: Int)

  /// A piece of the answer's body.
  func responseBody(_ bytes: Span<UInt8>, exchange: Int)

  /// Nothing more will come of an exchange.
  func exchangeEnded(_ end: RelayEnd, exchange: Int)

  /// Bytes of a connection that has left HTTP, after an answer of 101.
  func tunnelBytes(_ bytes: Span<UInt8>, from side: RelaySide, exchange: Int)
}

/// One of the two that a relay stands between.
package enum RelaySide: Hashable, Sendable {
  /// Who asks.
  case client
  /// Who answers.
  case server
}

/// How an exchange ended.
package enum RelayEnd: Hashable, Sendable {
  /// Request and answer went through whole.
  case complete
  /// One side left in the middle; of a connection that had left HTTP, the side that left first.
  case cut(by: RelaySide)
  /// The server could not be reached, for this reason, or broke HTTP.
  case failed(String)
}
