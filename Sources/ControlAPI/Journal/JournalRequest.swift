public import HTTP1

/// A request in the journal.
public struct JournalRequest {
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
    self.init(
      exchange: exchange, method: request.method, target: request.target, body: request.body,
      connectionNumber: request.connectionNumber)
  }

  init(
    exchange: UInt64, method: HTTPMethod, target: String, body: [UInt8], connectionNumber: UInt64
  ) {
    self.exchange = exchange
    self.method = method
    self.target = target
    self.body = body
    self.connectionNumber = connectionNumber
  }

  /// The bytes it keeps alive, about.
  var byteCount: Int { body.count &+ target.utf8.count }
}

/// An answer in the journal.
public struct JournalResponse {
  /// The number of the exchange.
  public let exchange: UInt64
  /// The method of what it answers.
  public let method: HTTPMethod
  /// The target of what it answers.
  public let target: String
  /// The number of the connection both passed on.
  public let connectionNumber: UInt64
  /// The status.
  public let status: Int
  /// The body; of a stream what came with its head.
  public let body: [UInt8]

  /// Keeps what is worth knowing of an answer.
  public init(_ response: HTTPResponse, to request: JournalRequest) {
    self.init(to: request, status: response.status.code, body: response.body)
  }

  init(to request: JournalRequest, status: Int, body: [UInt8]) {
    exchange = request.exchange
    method = request.method
    target = request.target
    connectionNumber = request.connectionNumber
    self.status = status
    self.body = body
  }
}
