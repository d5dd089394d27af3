package import HTTP1

/// One HTTP request of a client and what becomes of it.
package final class Fetch {
  /// A whole answer.
  package struct Reply {
    /// Its status.
    package let status: HTTPStatus
    /// Its fields.
    package let headers: HTTPHeaders
    /// Its body.
    package let body: [UInt8]

    /// The answer as an error, for where another status was expected.
    var refusal: TransportError {
      .refused(status: status.code, body: String(decoding: body.prefix(1_024), as: UTF8.self))
    }
  }

  /// A piece of an answer that is handed over as it comes.
  package enum Part {
    /// Its status and fields.
    case head(HTTPStatus, HTTPHeaders)
    /// Some of its body.
    case body([UInt8])
  }

  let request: HTTPRequest
  /// Takes the answer as it comes; nil when it is wanted as a whole.
  var part: ((Part) -> Void)?
  private weak var line: HTTPLine?
  private var completion: ((Result<Reply, TransportError>) -> Void)?

  init(
    _ request: HTTPRequest,
    completion: @escaping (Result<Reply, TransportError>) -> Void
  ) {
    self.request = request
    self.completion = completion
  }

  /// Whether nobody waits for the answer any more.
  package var isOver: Bool { completion == nil }

  /// Notes which connection carries the request.
  func isCarried(by line: HTTPLine) {
    self.line = line
  }

  /// Hands over the answer, once.
  func complete(_ result: Result<Reply, TransportError>) {
    let tell = completion
    completion = nil
    tell?(result)
  }

  /// Gives the request up and cuts its connection; the completion is not called.
  package func cancel() {
    completion = nil
    part = nil
    line?.cut()
  }
}
