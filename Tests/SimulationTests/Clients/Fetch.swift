import HTTP1

/// One HTTP request of a client.
final class Fetch {
  /// A whole response.
  struct Reply {
    let status: Int
    let headers: HTTPHeaders
    let body: [UInt8]
  }

  /// Why there is no response.
  enum Failure: Error {
    /// No connection could be made, or it was lost.
    case lost
    /// The client gave up.
    case cancelled
  }

  let request: HTTPRequest
  var line: HTTPLine?
  var retryCount = 0
  private var completion: ((Result<Reply, Failure>) -> Void)?

  init(_ request: HTTPRequest, _ completion: @escaping (Result<Reply, Failure>) -> Void) {
    self.request = request
    self.completion = completion
  }

  var isOver: Bool { completion == nil }

  func complete(_ result: Result<Reply, Failure>) {
    line = nil
    let tell = completion
    completion = nil
    tell?(result)
  }

  /// Gives up; the connection is closed.
  func cancel() {
    let last = line
    complete(.failure(.cancelled))
    last?.close()
  }
}
