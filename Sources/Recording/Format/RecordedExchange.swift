package import HTTP1

/// A request as a fixture keeps it (`req`).
package struct RecordedRequest: Hashable, Sendable {
  /// The number of the exchange (`x`).
  package var exchange: Int
  /// The method.
  package var method: String
  /// Path and query, ids in it replaced.
  package var target: String
  /// The header fields that tell something.
  package var headers: [HTTPHeaders.Field]
  /// The body.
  package var body: RecordedBody

  /// Makes a request.
  package init(
    exchange: Int, method: String, target: String, headers: [HTTPHeaders.Field] = [],
    body: RecordedBody = .none
  ) {
    self.exchange = exchange
    self.method = method
    self.target = target
    self.headers = headers
    self.body = body
  }

  /// Whether asking changes nothing, so that asking more or less often is no difference.
  package var isRead: Bool { RecordedRequest.isRead(method) }

  static func isRead(_ method: String) -> Bool {
    method == "GET" || method == "HEAD" || method == "OPTIONS"
  }
}

/// A response, or a piece of one, as a fixture keeps it (`res`).
///
/// A streamed answer is several lines of one exchange: the first has the status, and all but the last say `more`.
package struct RecordedResponse: Hashable, Sendable {
  /// The number of the exchange (`x`).
  package var exchange: Int
  /// The status; nil for the later pieces of a stream.
  package var status: Int?
  /// The header fields that tell something.
  package var headers: [HTTPHeaders.Field]
  /// The body, or this piece of it.
  package var body: RecordedBody
  /// Whether another piece follows.
  package var hasMore: Bool

  /// Whether an answer can have a status: a final one, or the one that changes to another protocol.
  ///
  /// Whoever asks waits on after any other below 200 (RFC 9110 §15.2).
  static func isPossible(_ status: Int) -> Bool { status == 101 || 200...599 ~= status }

  /// Makes a response.
  package init(
    exchange: Int, status: Int?, headers: [HTTPHeaders.Field] = [], body: RecordedBody = .none,
    hasMore: Bool = false
  ) {
    self.exchange = exchange
    self.status = status
    self.headers = headers
    self.body = body
    self.hasMore = hasMore
  }
}
