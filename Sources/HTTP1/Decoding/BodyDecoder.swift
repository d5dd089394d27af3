/// Finds the data of a body within the input, whatever its framing.
struct BodyDecoder: Sendable {
  /// What a piece of input holds.
  enum Event {
    /// A range of the input is data of the body.
    case data(Range<Int>)
    /// The body is complete.
    case end
  }

  private enum State {
    case bytes(remaining: Int)
    case chunkLine
    case chunk(remaining: Int)
    case chunkEnd
    case trailer
    case untilClose
    case ended
  }

  private var state: State
  private var lines = LineReader()
  private var trailer = FieldBlock()
  private var received = 0
  private var overhead = 0

  /// Has nothing to decode.
  init() { state = .ended }

  /// Starts on a body; throws when its stated length is above `limit`.
  init(_ framing: BodyFraming, limit: Int) throws(HTTPError) {
    self.init()
    try begin(framing, limit: limit)
  }

  /// Starts on the next body; throws when its stated length is above `limit`.
  mutating func begin(_ framing: BodyFraming, limit: Int) throws(HTTPError) {
    received = 0
    overhead = 0
    switch framing {
    case .none: state = .ended
    case .length(let length):
      guard length <= limit else { throw .bodyTooLarge(limit: limit) }
      state = .bytes(remaining: length)
    case .chunked:
      trailer = FieldBlock()
      state = .chunkLine
    case .untilClose: state = .untilClose
    }
  }

  /// Whether only the end of the connection can end the body.
  var endsWithConnection: Bool {
    if case .untilClose = state { true } else { false }
  }

  /// The next event, or nil when more input is needed.
  mutating func next(
    in input: Span<UInt8>, at position: inout Int, limit: Int, limits: HTTPLimits
  ) throws(HTTPError) -> Event? {
    while true {
      switch state {
      case .ended: return .end
      case .bytes(let remaining):
        guard let range = take(remaining, of: input, at: &position) else { return nil }
        state = range.count == remaining ? .ended : .bytes(remaining: remaining - range.count)
        return .data(range)
      case .untilClose:
        guard let range = take(.max, of: input, at: &position) else { return nil }
        try count(range.count, limit: limit)
        return .data(range)
      case .chunk(let remaining):
        guard let range = take(remaining, of: input, at: &position) else { return nil }
        state = range.count == remaining ? .chunkEnd : .chunk(remaining: remaining - range.count)
        return .data(range)
      case .chunkLine:
        guard try readChunkLine(input, at: &position, limit: limit, limits: limits) else {
          return nil
        }
      case .chunkEnd:
        guard try readChunkEnd(input, at: &position) else { return nil }
      case .trailer:
        guard try trailer.read(input, at: &position, limits: limits) else { return nil }
        state = .ended
      }
    }
  }

  private func take(_ count: Int, of input: Span<UInt8>, at position: inout Int) -> Range<Int>? {
    let available = min(count, input.count - position)
    guard available > 0 else { return nil }
    defer { position += available }
    return position..<position + available
  }

  private mutating func count(_ bytes: Int, limit: Int) throws(HTTPError) {
    let (sum, overflow) = received.addingReportingOverflow(bytes)
    guard !overflow, sum <= limit else { throw .bodyTooLarge(limit: limit) }
    received = sum
  }

  private mutating func readChunkLine(
    _ input: Span<UInt8>, at position: inout Int, limit: Int, limits: HTTPLimits
  ) throws(HTTPError) -> Bool {
    let tooLong = HTTPError.chunkLineTooLong(limit: limits.chunkLine)
    guard
      let line = try lines.next(
        in: input, at: &position, limit: limits.chunkLine, orThrow: tooLong)
    else { return false }
    let chunk =
      switch line {
      case .input(let range): try ChunkLine(input.extracting(range))
      case .joined(let bytes): try ChunkLine(bytes.span)
      }
    let size = chunk.size
    overhead += chunk.extensionLength
    guard overhead <= limits.fieldBlock else { throw tooLong }
    try count(size, limit: limit)
    state = size == 0 ? .trailer : .chunk(remaining: size)
    return true
  }

  private mutating func readChunkEnd(
    _ input: Span<UInt8>, at position: inout Int
  ) throws(HTTPError) -> Bool {
    guard
      let line = try lines.next(in: input, at: &position, limit: 0, orThrow: .missingChunkEnd)
    else { return false }
    switch line {
    case .input(let range): guard range.isEmpty else { throw .missingChunkEnd }
    case .joined(let bytes): guard bytes.isEmpty else { throw .missingChunkEnd }
    }
    state = .chunkLine
    return true
  }
}
