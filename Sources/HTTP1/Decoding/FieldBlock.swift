/// Reads a header or trailer block line by line up to its empty line (RFC 9112 §5).
struct FieldBlock: Sendable {
  private(set) var headers = HTTPHeaders()
  private(set) var framing = FramingFields()
  private var lines = LineReader()
  private var byteCount = 0

  /// Reads what `input` holds of the block; true once the empty line has been read.
  mutating func read(
    _ input: Span<UInt8>, at position: inout Int, limits: HTTPLimits
  ) throws(HTTPError) -> Bool {
    let tooLong = HTTPError.fieldBlockTooLong(limit: limits.fieldBlock)
    while position < input.count {
      let rest = limits.fieldBlock - byteCount
      guard let line = try lines.next(in: input, at: &position, limit: rest, orThrow: tooLong)
      else { return false }
      let isEnd =
        switch line {
        case .input(let range): try take(input.extracting(range), limits: limits)
        case .joined(let bytes): try take(bytes.span, limits: limits)
        }
      if isEnd { return true }
    }
    return false
  }

  /// Gives the fields away and begins anew.
  mutating func takeHeaders() -> HTTPHeaders {
    var taken = HTTPHeaders()
    swap(&taken, &headers)
    framing = FramingFields()
    byteCount = 0
    return taken
  }

  /// Takes one line; true when it is the empty one.
  private mutating func take(_ line: Span<UInt8>, limits: HTTPLimits) throws(HTTPError) -> Bool {
    guard !line.isEmpty else { return true }
    byteCount += line.count + 2
    guard byteCount <= limits.fieldBlock else { throw .fieldBlockTooLong(limit: limits.fieldBlock) }
    guard headers.count < limits.fieldCount else { throw .tooManyFields(limit: limits.fieldCount) }
    let colon = try FieldBlock.nameEnd(in: line)
    let range = line.trimmedRange(colon + 1..<line.count)
    let value = line.extracting(range)
    try FieldBlock.checkValue(value)
    headers.append(line: line, nameEnd: colon, value: range)
    try framing.take(name: line.extracting(0..<colon), value: value)
    return false
  }

  private static func nameEnd(in line: Span<UInt8>) throws(HTTPError) -> Int {
    if line[0].isBlank { throw .obsoleteFolding }
    var index = 0
    while index < line.count, line[index] != 0x3A {
      guard line[index].isTokenCharacter else { throw .invalidFieldName(byte: line[index]) }
      index &+= 1
    }
    guard index > 0, index < line.count else { throw .malformedField }
    return index
  }

  private static func checkValue(_ value: Span<UInt8>) throws(HTTPError) {
    var position = 0
    while let index = value.firstControl(from: position) {
      if value[index] == 0x0D { throw .bareLineEnding }
      guard value[index] == 0x09 else { throw .invalidFieldValue(byte: value[index]) }
      position = index + 1
    }
  }
}
