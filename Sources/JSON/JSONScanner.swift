import Bytes

/// Finds where single tokens end; every function looks at the text and keeps nothing.
enum JSONScanner {
  /// Whether the byte is insignificant white space (RFC 8259 §2).
  static func isWhiteSpace(_ byte: UInt8) -> Bool {
    byte <= ASCII.space
      && (byte == ASCII.space || byte == ASCII.lineFeed || byte == ASCII.carriageReturn
        || byte == ASCII.tab)
  }

  /// Whether `literal` stands at `index`.
  static func holds(_ literal: StaticString, in text: Span<UInt8>, at index: Int) -> Bool {
    let count = literal.utf8CodeUnitCount
    guard text.count &- index >= count else { return false }
    for offset in 0..<count
    where unsafe text[index &+ offset] != literal.utf8Start[offset] { return false }
    return true
  }

  /// The offset after the number that starts at `start` (RFC 8259 §6).
  static func endOfNumber(in text: Span<UInt8>, from start: Int) throws(JSONError) -> Int {
    var index = start
    if text[index] == ASCII.minus { index &+= 1 }
    if index < text.count, text[index] == ASCII.zero {
      index &+= 1
    } else {
      index = try endOfDigits(in: text, from: index)
    }
    if index < text.count, text[index] == ASCII.period {
      index = try endOfDigits(in: text, from: index &+ 1)
    }
    if index < text.count, text[index] | 0x20 == 0x65 {
      index &+= 1
      if index < text.count, text[index] == ASCII.plus || text[index] == ASCII.minus { index &+= 1 }
      index = try endOfDigits(in: text, from: index)
    }
    return index
  }

  /// The offset after the string whose opening quote is before `start`, and whether it holds escapes.
  static func endOfString(
    in text: Span<UInt8>, from start: Int
  ) throws(JSONError) -> (end: Int, hasEscapes: Bool) {
    var index = start
    var hasEscapes = false
    while true {
      index = JSONText.endOfPlain(in: text, from: index)
      guard index < text.count else { throw .unexpectedEnd(expected: .stringEnd, offset: index) }
      switch text[index] {
      case ASCII.quote:
        return (index &+ 1, hasEscapes)
      case ASCII.backslash:
        index = try endOfEscape(in: text, from: index &+ 1)
        hasEscapes = true
      case 0x80...:
        guard let length = UTF8Validator.characterLength(in: text, at: index) else {
          throw .invalidUTF8(offset: index)
        }
        index &+= length
      case let byte:
        throw .controlCharacter(byte, offset: index)
      }
    }
  }

  /// The value of up to 18 digits, which cannot overflow; nil for any other form of number.
  static func smallInteger(_ number: Span<UInt8>) -> Int64? {
    guard number.count <= 18 else { return nil }
    var value: Int64 = 0
    for index in number.indices {
      guard ASCII.isDigit(number[index]) else { return nil }
      value = value &* 10 &+ Int64(number[index] &- ASCII.zero)
    }
    return value
  }

  /// The error for what stands at `index`.
  static func unexpected(
    in text: Span<UInt8>, at index: Int, _ expected: JSONError.Expectation
  ) -> JSONError {
    guard index < text.count else { return .unexpectedEnd(expected: expected, offset: index) }
    return .unexpectedByte(text[index], expected: expected, offset: index)
  }

  private static func endOfDigits(
    in text: Span<UInt8>, from start: Int
  ) throws(JSONError) -> Int {
    var index = start
    while index < text.count, ASCII.isDigit(text[index]) { index &+= 1 }
    guard index > start else { throw unexpected(in: text, at: index, .digit) }
    return index
  }

  private static func endOfEscape(
    in text: Span<UInt8>, from start: Int
  ) throws(JSONError) -> Int {
    guard start < text.count else { throw unexpected(in: text, at: start, .escape) }
    switch text[start] {
    case ASCII.quote, ASCII.backslash, ASCII.slash, 0x62, 0x66, 0x6E, 0x72, 0x74:
      return start &+ 1
    case 0x75:
      for index in start &+ 1...start &+ 4
      where index >= text.count || Hex.value(of: text[index]) == nil {
        throw unexpected(in: text, at: index, .hexDigit)
      }
      return start &+ 5
    default:
      throw unexpected(in: text, at: start, .escape)
    }
  }
}
