import HTTP1

/// What a `RequestDecoder` made of some input, however it was cut: comparable as a whole.
enum DecodedRequest: Equatable {
  case request(RequestHead, body: String)
  case error(HTTPError)
  case incomplete(RequestHead?)

  /// Decodes the pieces one after the other, as a connection does.
  static func decode(
    _ pieces: [[UInt8]], limits: HTTPLimits = HTTPLimits(), bodyLimit: Int = 1_000
  ) -> [DecodedRequest] {
    var decoder = RequestDecoder(limits: limits, bodyLimit: bodyLimit)
    var output: [DecodedRequest] = []
    var head: RequestHead?
    var body: [UInt8] = []
    do throws(HTTPError) {
      for piece in pieces {
        var position = 0
        while let event = try decoder.next(in: piece.span, at: &position) {
          switch event {
          case .head(let new): head = new
          case .body(let range): body += piece[range]
          case .end:
            if let head { output.append(.request(head, body: text(body))) }
            head = nil
            body = []
          }
        }
      }
    } catch {
      return output + [.error(error)]
    }
    return decoder.isBetweenRequests ? output : output + [.incomplete(head)]
  }

  /// Decodes a text in one piece.
  static func decode(
    _ input: String, limits: HTTPLimits = HTTPLimits(), bodyLimit: Int = 1_000
  ) -> [DecodedRequest] {
    decode([Array(input.utf8)], limits: limits, bodyLimit: bodyLimit)
  }

  private static func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  /// The head, for a request.
  var head: RequestHead? {
    if case .request(let head, _) = self { head } else { nil }
  }

  /// The body, for a request.
  var body: String? {
    if case .request(_, let body) = self { body } else { nil }
  }

  /// The error, for a refusal.
  var error: HTTPError? {
    if case .error(let error) = self { error } else { nil }
  }
}
