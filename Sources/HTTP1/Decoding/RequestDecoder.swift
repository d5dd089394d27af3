/// Takes the requests of one connection apart, however their bytes are cut into pieces.
///
/// Feed it by calling `next` until it answers nil; it holds no more than one unfinished line and the
/// fields of the current head. Requests may follow each other without a pause (pipelining).
///
///     start line ──▶ fields ──▶ .head ──▶ .body … ──▶ .end ──▶ start line
public struct RequestDecoder: Sendable {
  /// One step of a request.
  public enum Event: Hashable, Sendable {
    /// The head is complete.
    case head(RequestHead)
    /// This range of the input is data of the body.
    case body(Range<Int>)
    /// The request is complete.
    case end
  }

  private enum State {
    case startLine
    case fields
    case beforeBody
    case body
    case failed
  }

  /// The longest body in bytes; set it after each `.head` to decide by the request.
  public var bodyLimit: Int

  /// The target of the request being read, once its first line is complete; also after an error.
  public var target: String? { line?.target }

  private let limits: HTTPLimits
  private var state = State.startLine
  private var lines = LineReader()
  private var line: RequestLine?
  private var fields = FieldBlock()
  private var framing = BodyFraming.none
  private var body = BodyDecoder()
  private var failure = HTTPError.unexpectedEnd
  private var emptyLines = 0

  /// Makes a decoder for a new connection.
  public init(limits: HTTPLimits = HTTPLimits(), bodyLimit: Int = 2_097_152) {
    self.limits = limits
    self.bodyLimit = bodyLimit
  }

  /// Whether nothing of a next request has arrived.
  public var isBetweenRequests: Bool {
    if case .startLine = state { lines.isEmpty } else { false }
  }

  /// Whether a head is being read.
  public var isReadingHead: Bool {
    switch state {
    case .startLine: !lines.isEmpty
    case .fields: true
    default: false
    }
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
      state = .failed
      failure = error
      throw error
    }
  }

  private mutating func step(
    in input: Span<UInt8>, at position: inout Int
  ) throws(HTTPError) -> Event? {
    while true {
      switch state {
      case .startLine:
        line = try readStartLine(input, at: &position)
        guard line != nil else { return nil }
        state = .fields
      case .fields:
        guard try fields.read(input, at: &position, limits: limits) else { return nil }
        return try finishHead().map { .head($0) }
      case .beforeBody:
        guard framing != .none else { return finishBody() }
        try body.begin(framing, limit: bodyLimit)
        state = .body
      case .body:
        return try readBody(input, at: &position)
      case .failed:
        throw failure
      }
    }
  }

  /// Reads the request line; a few empty lines before it are forgiven (RFC 9112 §2.2).
  private mutating func readStartLine(
    _ input: Span<UInt8>, at position: inout Int
  ) throws(HTTPError) -> RequestLine? {
    let tooLong = HTTPError.startLineTooLong(limit: limits.startLine)
    while position < input.count {
      if lines.isEmpty { try checkFirstByte(input[position]) }
      guard
        let line = try lines.next(
          in: input, at: &position, limit: limits.startLine, orThrow: tooLong)
      else { return nil }
      switch line {
      case .input(let range) where !range.isEmpty:
        return try RequestLine(input.extracting(range))
      case .joined(let bytes) where !bytes.isEmpty:
        return try RequestLine(bytes.span)
      default:
        emptyLines += 1
        guard emptyLines <= 4 else { throw .malformedRequestLine }
      }
    }
    return nil
  }

  private func checkFirstByte(_ byte: UInt8) throws(HTTPError) {
    guard byte.isTokenCharacter || byte == 0x0D || byte == 0x0A else {
      throw .invalidFirstByte(byte)
    }
  }

  private mutating func finishHead() throws(HTTPError) -> RequestHead? {
    guard let line else { return nil }
    let said = fields.framing
    var headers = fields.takeHeaders()
    emptyLines = 0
    if line.version == .http11, said.hostCount == 0 { throw .missingHost }
    if let authority = line.authority { headers["Host"] = authority }
    framing = try said.requestBody(version: line.version)
    if said.hasUnknownExpectation, line.version == .http11 { throw .unknownExpectation }
    state = .beforeBody
    return RequestHead(
      method: line.method, target: line.target, version: line.version, headers: headers,
      body: framing, keepsAlive: said.keepsAlive(version: line.version),
      expectsContinue: said.expectsContinue && line.version == .http11 && framing != .none,
      asksForUpgrade: said.saysUpgrade && line.version == .http11)
  }

  private mutating func readBody(
    _ input: Span<UInt8>, at position: inout Int
  ) throws(HTTPError) -> Event? {
    switch try body.next(in: input, at: &position, limit: bodyLimit, limits: limits) {
    case .data(let range): return .body(range)
    case .end: return finishBody()
    case nil: return nil
    }
  }

  private mutating func finishBody() -> Event {
    line = nil
    state = .startLine
    return .end
  }
}
