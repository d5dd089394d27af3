import Bytes

/// Takes a `multipart/form-data` body apart (RFC 7578, RFC 2046 §5.1).
///
/// ```
/// preamble ──boundary──▶ after boundary ──CR LF──▶ header ──empty line──▶ content
///                          │  ▲                                              │
///                         "--" └───────────────────boundary─────────────────┘
///                          ▼
///                       epilogue
/// ```
/// Feed it pieces of any size. A boundary is recognised across pieces without going back, since the CR
/// it begins with occurs nowhere else in it.
public struct MultipartDecoder: Sendable {
  private enum State {
    case preamble
    case afterBoundary
    case header
    case content
    case epilogue
  }

  /// The parts that are complete.
  public private(set) var parts: [MultipartPart] = []

  private let limits: MultipartLimits
  /// CR LF, two dashes and the boundary.
  private let delimiter: [UInt8]
  private var state = State.preamble
  /// How many bytes of the delimiter the input ends with.
  private var matched = 2
  /// What stands behind a boundary, or the header of a part.
  private var block: [UInt8] = []
  private var part = MultipartPart(name: "")

  /// Reads the boundary from the request's content type.
  ///
  /// Throws `missingBoundary` when there is none of 1 to 70 visible characters.
  public init(
    contentType: String, limits: MultipartLimits = MultipartLimits()
  ) throws(MultipartError) {
    guard let boundary = FieldParameters(contentType)["boundary"], !boundary.isEmpty,
      boundary.utf8.count <= 70, boundary.utf8.allSatisfy({ (0x20...0x7E).contains($0) })
    else { throw .missingBoundary }
    self.limits = limits
    delimiter = Array("\r\n--\(boundary)".utf8)
  }

  /// Whether the last boundary has been seen; what follows it means nothing.
  public var isComplete: Bool { state == .epilogue }

  /// Takes the next piece of the body.
  public mutating func decode(_ bytes: Span<UInt8>) throws(MultipartError) {
    var position = 0
    while position < bytes.count {
      switch state {
      case .preamble, .content: try search(bytes, &position)
      case .afterBoundary: try leaveBoundary(bytes[position], &position)
      case .header: try readHeader(bytes[position], &position)
      case .epilogue: return
      }
    }
  }

  /// Takes note that the body is over.
  ///
  /// Throws `unexpectedEnd` when its last boundary is missing.
  public func finish() throws(MultipartError) {
    guard isComplete else { throw .unexpectedEnd }
  }

  /// Goes on to the next boundary and keeps what comes before it, in one run.
  private mutating func search(
    _ bytes: Span<UInt8>, _ position: inout Int
  ) throws(MultipartError) {
    guard matched == 0 else { return try goOn(bytes, &position) }
    let start = position
    let end = MultipartDecoder.candidate(delimiter.span, in: bytes, from: start)
    matched = min(bytes.count &- end, delimiter.count)
    position = end &+ matched
    if end > start { try keep(bytes.extracting(start..<end)) }
    if matched == delimiter.count { try endPart() }
  }

  /// Goes on with a delimiter that an earlier piece broke off within.
  private mutating func goOn(
    _ bytes: Span<UInt8>, _ position: inout Int
  ) throws(MultipartError) {
    let delimiter = delimiter
    while position < bytes.count, matched < delimiter.count,
      bytes[position] == delimiter[matched]
    {
      position &+= 1
      matched &+= 1
    }
    if matched == delimiter.count { return try endPart() }
    guard position < bytes.count else { return }
    let seen = matched
    matched = 0
    try keep(delimiter.span.extracting(0..<seen))
  }

  /// Where the delimiter stands, or the beginning of it that the bytes end with; else their end.
  ///
  /// No byte is looked at more than twice, since the delimiter's CR occurs nowhere else in it.
  private static func candidate(
    _ delimiter: Span<UInt8>, in bytes: Span<UInt8>, from start: Int
  ) -> Int {
    let count = bytes.count
    var index = start
    while index < count {
      let begin = index
      let byte = bytes[index]
      index &+= 1
      guard byte == ASCII.carriageReturn else { continue }
      var length = 1
      while index < count, length < delimiter.count, bytes[index] == delimiter[length] {
        index &+= 1
        length &+= 1
      }
      if length == delimiter.count || index == count { return begin }
    }
    return count
  }

  private mutating func keep(_ bytes: Span<UInt8>) throws(MultipartError) {
    guard state == .content else { return }
    let limit = part.filename == nil ? limits.fieldBytes : limits.fileBytes
    guard part.content.count + bytes.count <= limit else {
      throw part.filename == nil ? .fieldTooLarge(limit: limit) : .fileTooLarge(limit: limit)
    }
    part.content.append(contentsOf: bytes)
  }

  private mutating func endPart() throws(MultipartError) {
    if state == .content {
      guard parts.count < limits.parts else { throw .tooManyParts(limit: limits.parts) }
      parts.append(part)
    }
    state = .afterBoundary
    matched = 0
    block = []
  }

  /// Two dashes end the body; CR LF, perhaps behind white space, begins a part.
  private mutating func leaveBoundary(
    _ byte: UInt8, _ position: inout Int
  ) throws(MultipartError) {
    position &+= 1
    switch (block.last, byte) {
    case (nil, ASCII.space), (nil, ASCII.tab): return
    case (nil, ASCII.minus), (nil, ASCII.carriageReturn): block = [byte]
    case (ASCII.minus, ASCII.minus): state = .epilogue
    case (ASCII.carriageReturn, ASCII.lineFeed):
      state = .header
      block = []
    default: throw .malformedBoundary
    }
  }

  private mutating func readHeader(
    _ byte: UInt8, _ position: inout Int
  ) throws(MultipartError) {
    position &+= 1
    guard block.count < limits.headerBytes else {
      throw .headerTooLong(limit: limits.headerBytes)
    }
    block.append(byte)
    guard byte == ASCII.lineFeed else { return }
    guard block.dropLast().last == ASCII.carriageReturn else { throw .malformedHeader }
    let isEnd = block.count == 2 || block.suffix(4).elementsEqual(MultipartDecoder.emptyLine)
    guard isEnd else { return }
    part = try MultipartDecoder.part(header: block)
    state = .content
    block = []
  }

  private static let emptyLine = Array("\r\n\r\n".utf8)

  private static func part(header: [UInt8]) throws(MultipartError) -> MultipartPart {
    var part = MultipartPart(name: "")
    for line in header.split(separator: ASCII.lineFeed) {
      let text = String(decoding: line.dropLast(), as: UTF8.self)
      guard !text.isEmpty else { continue }
      guard let colon = text.unicodeScalars.firstIndex(of: ":") else { throw .malformedHeader }
      let value = String(text[text.unicodeScalars.index(after: colon)...])
      switch text[..<colon].lowercased() {
      case "content-disposition": describe(&part, FieldParameters(value))
      case "content-type":
        let type = value.drop { $0 == " " || $0 == "\t" }
        part.contentType = type.isEmpty ? nil : String(type)
      default: break
      }
    }
    return part
  }

  private static func describe(_ part: inout MultipartPart, _ disposition: FieldParameters) {
    guard disposition.value == "form-data" else { return }
    part.name = disposition["name"] ?? ""
    part.filename = (disposition.extended("filename") ?? disposition["filename"]).map(baseName)
  }

  /// Old browsers send the whole path of a file.
  private static func baseName(_ path: String) -> String {
    let slashes: [Unicode.Scalar] = ["/", "\\"]
    return path.unicodeScalars.split(
      omittingEmptySubsequences: false, whereSeparator: slashes.contains
    ).last.map { String($0) } ?? ""
  }
}
