import HTTP1

/// What the decoders of requests and of responses have in common.
protocol MessageDecoder {
  associatedtype Head: Equatable

  /// The longest body.
  var bodyLimit: Int { get }

  /// The next event, or nil when more input is needed.
  mutating func step(
    in input: Span<UInt8>, at position: inout Int
  ) throws(HTTPError) -> MessageStep<Head>?

  /// The connection has ended.
  mutating func finish() throws(HTTPError) -> MessageStep<Head>?
}

/// One step of a message.
enum MessageStep<Head: Equatable>: Equatable {
  case head(Head)
  case body(Range<Int>)
  case end
}

extension RequestDecoder: MessageDecoder {
  mutating func step(
    in input: Span<UInt8>, at position: inout Int
  ) throws(HTTPError) -> MessageStep<RequestHead>? {
    switch try next(in: input, at: &position) {
    case .head(let head): .head(head)
    case .body(let range): .body(range)
    case .end: .end
    case nil: nil
    }
  }

  mutating func finish() throws(HTTPError) -> MessageStep<RequestHead>? { nil }
}

extension ResponseDecoder: MessageDecoder {
  mutating func step(
    in input: Span<UInt8>, at position: inout Int
  ) throws(HTTPError) -> MessageStep<ResponseHead>? {
    switch try next(in: input, at: &position) {
    case .head(let head): .head(head)
    case .body(let range): .body(range)
    case .end: .end
    case nil: nil
    }
  }

  mutating func finish() throws(HTTPError) -> MessageStep<ResponseHead>? {
    try endOfInput() == .end ? .end : nil
  }
}
