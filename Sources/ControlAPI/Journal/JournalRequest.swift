public import HTTP1

/// A request in the journal.
public final class JournalRequest {
  /// The number of the exchange, which its answer shares.
  public let exchange: UInt64
  /// The method.
  public let method: HTTPMethod
  /// The target as sent.
  public let target: String
  /// The body.
  public let body: [UInt8]
  /// The number of the connection it came on.
  public let connectionNumber: UInt64

  /// Keeps what is worth knowing of a request: not its header fields, which may hold secrets.
  public init(_ request: HTTPRequest, exchange: UInt64) {
    self.exchange = exchange
    method = request.method
    target = request.target
    body = request.body
    connectionNumber = request.connectionNumber
  }
}

/// An answer in the journal.
public final class JournalResponse {
  /// What it answers.
  public let request: JournalRequest
  /// The status.
  public let status: Int
  /// The body; of a stream what came with its head.
  public let body: [UInt8]

  /// Keeps what is worth knowing of an answer.
  public init(_ response: HTTPResponse, to request: JournalRequest) {
    self.request = request
    status = response.status.code
    body = response.body
  }
}
