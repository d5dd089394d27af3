/// Takes the responses of one connection apart, for the client role.
///
/// Name the method of each request with `expectResponse(to:)` before its response arrives, since the
/// answer to `HEAD` has no body whatever its head says. Interim responses (1xx) come out as a head and
/// an end of their own; 101 hands what follows to another protocol.
public struct ResponseDecoder: Sendable {
  /// One step of a response.
  public enum Event: Hashable, Sendable {
    /// The head is complete.
    case head(ResponseHead)
    /// This range of the input is data of the body.
    case body(Range<Int>)
    /// The response is complete.
    case end
  }

  private enum State {
    case startLine
    case fields(StatusLine)
    case body
    case failed(HTTPError)
  }

  /// The longest body in bytes.
  public var bodyLimit: Int

  private let limits: HTTPLimits
  private var state = State.startLine
  private var lines = LineReader()
  private var fields = FieldBlock()
  private var body: BodyDecoder?
  private var method = HTTPMethod.get

  /// Makes a decoder for a new connection.
  public init(limits: HTTPLimits = HTTPLimits(), bodyLimit: Int = 2_097_152) {
    self.limits = limits
    self.bodyLimit = bodyLimit
  }

  /// Sets the method of the request that the next response answers.
  public mutating func expectResponse(to method: HTTPMethod) {
    self.method = method
  }

  /// The next event in `input` from `position` on, which moves behind what was used; nil when more
  /// input is needed.
  ///
  /// An error is final: the same one is thrown again.
  public mutating func next(
    in input: Span<UInt8>, at position: inout Int
  ) throws(HTTPError) -> Event? {
    do throws(HTTPError) {
      return try step(in: input, at: &position)
    } catch {
      state = .failed(error)
      throw error
    }
  }

  /// Tells the decoder that the connection has ended: `.end` when that completes a response, nil when
  /// none had begun; throws when one is cut off.
  public mutating func endOfInput() throws(HTTPError) -> Event? {
    switch state {
    case .startLine where lines.isEmpty: return nil
    case .body where body?.endsWithConnection == true:
      return finishBody()
    case .failed(let error): throw error
    default: throw .unexpectedEnd
    }
  }

  private mutating func step(
    in input: Span<UInt8>, at position: inout Int
  ) throws(HTTPError) -> Event? {
    while true {
      switch state {
      case .startLine:
        guard let line = try readStatusLine(input, at: &position) else { return nil }
        state = .fields(line)
      case .fields(let line):
        guard try fields.read(input, at: &position, limits: limits) else { return nil }
        return .head(try finishHead(line))
      case .body:
        switch try body?.next(in: input, at: &position, limit: bodyLimit, limits: limits) {
        case .data(let range): return .body(range)
        case .end: return finishBody()
        case nil: return nil
        }
      case .failed(let error):
        throw error
      }
    }
  }

  private mutating func readStatusLine(
    _ input: Span<UInt8>, at position: inout Int
  ) throws(HTTPError) -> StatusLine? {
    guard position < input.count else { return nil }
    let tooLong = HTTPError.startLineTooLong(limit: limits.startLine)
    guard
      let line = try lines.next(
        in: input, at: &position, limit: limits.startLine, orThrow: tooLong)
    else { return nil }
    switch line {
    case .input(let range): return try StatusLine(input.extracting(range))
    case .joined(let bytes): return try StatusLine(bytes.span)
    }
  }

  private mutating func finishHead(_ line: StatusLine) throws(HTTPError) -> ResponseHead {
    let framing = fields.framing
    let headers = fields.headers
    fields = FieldBlock()
    let hasBody = method != .head && line.status.allowsBody
    let body = hasBody ? try framing.responseBody(version: line.version) : .none
    self.body = try BodyDecoder(body, limit: bodyLimit)
    state = .body
    return ResponseHead(
      status: line.status, version: line.version, headers: headers, body: body,
      keepsAlive: framing.keepsAlive(version: line.version) && body != .untilClose)
  }

  private mutating func finishBody() -> Event {
    body = nil
    state = .startLine
    return .end
  }
}
