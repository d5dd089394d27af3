import Bytes

/// The one parser: fills a tape from a whole text, without recursion.
///
/// While a container is open its entry's `next` names the container around it, so the open containers form a
/// list and need no stack. The text is copied in runs that end where white space is left out: once, when there
/// is none.
struct JSONParser {
  private(set) var tape: JSONTape
  private let limits: JSONLimits
  private var position = 0
  /// Everything before has been copied to the tape, or left out.
  private var copied = 0
  /// Bytes of white space left out so far.
  private var removed = 0
  private var depth = 0
  private var container = JSONTape.none

  init(reusing tape: consuming JSONTape, limits: JSONLimits) {
    self.tape = tape
    self.limits = limits
  }

  mutating func parse(_ text: Span<UInt8>) throws(JSONError) {
    guard text.count <= limits.maximumBytes else {
      throw .tooLong(limit: limits.maximumBytes, offset: limits.maximumBytes)
    }
    tape.removeAll(expecting: text.count)
    skipWhiteSpace(text)
    var expected = JSONError.Expectation.value
    while true {
      try readValue(text, expected: &expected)
      while expected == .end {
        guard depth > 0 else { return try finish(text) }
        try readSeparator(text, expected: &expected)
      }
    }
  }

  private mutating func finish(_ text: Span<UInt8>) throws(JSONError) {
    guard position == text.count else { throw unexpected(text, .end) }
    tape.bytes.append(contentsOf: text, in: copied..<position)
  }
}

extension JSONParser {
  /// Reads a scalar, or the start of a container; `expected` says what comes next, `.end` after a whole value.
  private mutating func readValue(
    _ text: Span<UInt8>, expected: inout JSONError.Expectation
  ) throws(JSONError) {
    guard position < text.count else { throw unexpected(text, expected) }
    switch text[position] {
    case ASCII.quote:
      try readString(text)
      expected = .end
    case ASCII.leftBrace:
      expected = try openObject(text) ? .value : .end
    case ASCII.leftBracket:
      expected = try openArray(text) ? .valueOrArrayEnd : .end
    case ASCII.minus, ASCII.zero...ASCII.nine:
      let end = try JSONScanner.endOfNumber(in: text, from: position)
      try append(.number, upTo: end)
      expected = .end
    default:
      try readLiteral(text, expected: expected)
      expected = .end
    }
    if expected == .end { skipWhiteSpace(text) }
  }

  private mutating func readLiteral(
    _ text: Span<UInt8>, expected: JSONError.Expectation
  ) throws(JSONError) {
    if JSONScanner.holds("true", in: text, at: position) {
      try append(.true, upTo: position &+ 4)
    } else if JSONScanner.holds("false", in: text, at: position) {
      try append(.false, upTo: position &+ 5)
    } else if JSONScanner.holds("null", in: text, at: position) {
      try append(.null, upTo: position &+ 4)
    } else {
      throw unexpected(text, expected)
    }
  }

  private mutating func readString(_ text: Span<UInt8>) throws(JSONError) {
    let plain = JSONText.endOfPlain(in: text, from: position &+ 1)
    if plain < text.count, text[plain] == ASCII.quote {
      return try append(.string, upTo: plain &+ 1)
    }
    let (end, hasEscapes) = try JSONScanner.endOfString(in: text, from: plain)
    try append(.string, upTo: end, hasEscapes: hasEscapes)
  }

  private mutating func readKey(
    _ text: Span<UInt8>, expected: JSONError.Expectation
  ) throws(JSONError) {
    guard position < text.count, text[position] == ASCII.quote else {
      throw unexpected(text, expected)
    }
    try readString(text)
    skipWhiteSpace(text)
    guard position < text.count, text[position] == ASCII.colon else {
      throw unexpected(text, .colon)
    }
    position &+= 1
    skipWhiteSpace(text)
  }
}

extension JSONParser {
  /// Reads `{` and the first key; false when the object is empty.
  private mutating func openObject(_ text: Span<UInt8>) throws(JSONError) -> Bool {
    try open(.object)
    skipWhiteSpace(text)
    guard position < text.count, text[position] == ASCII.rightBrace else {
      try readKey(text, expected: .keyOrObjectEnd)
      return true
    }
    close()
    return false
  }

  /// Reads `[`; false when the array is empty.
  private mutating func openArray(_ text: Span<UInt8>) throws(JSONError) -> Bool {
    try open(.array)
    skipWhiteSpace(text)
    guard position < text.count, text[position] == ASCII.rightBracket else { return true }
    close()
    return false
  }

  /// Reads what follows a value inside a container: a comma with, in an object, the next key; or the end.
  private mutating func readSeparator(
    _ text: Span<UInt8>, expected: inout JSONError.Expectation
  ) throws(JSONError) {
    tape.entries[Int(container)].countChild()
    let isObject = tape.entries[Int(container)].kind == .object
    let byte = position < text.count ? text[position] : 0
    if byte == ASCII.comma {
      position &+= 1
      skipWhiteSpace(text)
      if isObject { try readKey(text, expected: .key) }
      expected = .value
    } else if byte == (isObject ? ASCII.rightBrace : ASCII.rightBracket) {
      close()
      skipWhiteSpace(text)
    } else {
      throw unexpected(text, isObject ? .commaOrObjectEnd : .commaOrArrayEnd)
    }
  }

  private mutating func open(_ kind: JSONDocument.Kind) throws(JSONError) {
    guard depth < limits.maximumDepth else {
      throw .tooDeep(limit: limits.maximumDepth, offset: position)
    }
    try checkNodeCount()
    let index = UInt32(truncatingIfNeeded: tape.entries.count)
    tape.entries.append(
      JSONTape.Entry(kind, start: position &- removed, end: 0, next: container))
    container = index
    depth &+= 1
    position &+= 1
  }

  private mutating func close() {
    position &+= 1
    depth &-= 1
    let index = Int(container)
    container = tape.entries[index].next
    tape.entries[index].end = UInt32(truncatingIfNeeded: position &- removed)
    tape.entries[index].next = UInt32(truncatingIfNeeded: tape.entries.count)
  }
}

extension JSONParser {
  private mutating func append(
    _ kind: JSONDocument.Kind, upTo end: Int, hasEscapes: Bool = false
  ) throws(JSONError) {
    try checkNodeCount()
    tape.entries.append(
      JSONTape.Entry(
        kind, start: position &- removed, end: end &- removed,
        next: UInt32(truncatingIfNeeded: tape.entries.count &+ 1), hasEscapes: hasEscapes))
    position = end
  }

  private func checkNodeCount() throws(JSONError) {
    guard tape.entries.count < limits.maximumNodes else {
      throw .tooManyNodes(limit: limits.maximumNodes, offset: position)
    }
  }

  @inline(__always)
  private mutating func skipWhiteSpace(_ text: Span<UInt8>) {
    guard position < text.count, text[position] <= ASCII.space else { return }
    leaveOutWhiteSpace(text)
  }

  private mutating func leaveOutWhiteSpace(_ text: Span<UInt8>) {
    guard JSONScanner.isWhiteSpace(text[position]) else { return }
    tape.bytes.append(contentsOf: text, in: copied..<position)
    let start = position
    repeat {
      position &+= 1
    } while position < text.count
      && JSONScanner.isWhiteSpace(text[position])
    copied = position
    removed &+= position &- start
  }

  private func unexpected(_ text: Span<UInt8>, _ expected: JSONError.Expectation) -> JSONError {
    JSONScanner.unexpected(in: text, at: position, expected)
  }
}
