import HTTP1

/// A request that a recording answers.
struct ReplayedExchange {
  /// What never belongs to a recording made again: it is the server's own that answers here.
  private static let own: Set<String> = [
    "connection", "content-encoding", "content-length", "content-type", "date", "keep-alive",
    "transfer-encoding", "vary",
  ]

  let request: HTTPRequest
  let exchange: any HTTPExchange
  /// Whether a stream has begun, which can only be ended from then on.
  var isBegun = false

  /// The recorded answer with what every answer here carries, so that pages may read it.
  func response(
    _ status: Int, _ headers: HTTPHeaders, _ body: [UInt8], base: HTTPResponse
  ) -> HTTPResponse {
    var response = base
    for field in headers.fields {
      let name = field.name.lowercased()
      guard !ReplayedExchange.own.contains(name), !name.hasPrefix("access-control-") else {
        continue
      }
      response.headers[field.name] = field.value
    }
    return response
  }
}
