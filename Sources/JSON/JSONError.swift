/// Why a text was refused as JSON; every case carries the byte offset at which the rule was broken.
public enum JSONError: Error, Hashable, Sendable {
  /// `byte` stands where the grammar wants something else (RFC 8259 §2).
  case unexpectedByte(UInt8, expected: Expectation, offset: Int)
  /// The text ends where the grammar wants more (RFC 8259 §2).
  case unexpectedEnd(expected: Expectation, offset: Int)
  /// A string holds a control character that must be escaped (RFC 8259 §7).
  case controlCharacter(UInt8, offset: Int)
  /// A string holds bytes that are not UTF-8 (RFC 8259 §8.1).
  case invalidUTF8(offset: Int)
  /// Arrays and objects are nested deeper than `limit`.
  case tooDeep(limit: Int, offset: Int)
  /// The text is longer than `limit` bytes.
  case tooLong(limit: Int, offset: Int)
  /// The text holds more than `limit` values and keys.
  case tooManyNodes(limit: Int, offset: Int)

  /// What the grammar allows at the place of an error.
  public enum Expectation: String, Hashable, Sendable {
    /// Any value.
    case value = "a value"
    /// A value, or the end of an array that holds nothing yet.
    case valueOrArrayEnd = "a value or ']'"
    /// A key, or the end of an object that holds nothing yet.
    case keyOrObjectEnd = "a key in double quotes or '}'"
    /// The key after a comma.
    case key = "a key in double quotes"
    /// The colon after a key.
    case colon = "':'"
    /// What follows an element.
    case commaOrArrayEnd = "',' or ']'"
    /// What follows a member.
    case commaOrObjectEnd = "',' or '}'"
    /// A digit of a number.
    case digit = "a digit"
    /// The rest of a string.
    case stringEnd = "'\"'"
    /// The character after a backslash.
    case escape = "an escape character"
    /// One of the four digits after `\u`.
    case hexDigit = "a hexadecimal digit"
    /// Nothing after the value.
    case end = "the end of the text"
  }

  /// The offset in bytes, from zero, at which the rule was broken.
  public var offset: Int {
    switch self {
    case .unexpectedByte(_, _, let offset), .unexpectedEnd(_, let offset),
      .controlCharacter(_, let offset), .invalidUTF8(let offset), .tooDeep(_, let offset),
      .tooLong(_, let offset), .tooManyNodes(_, let offset):
      offset
    }
  }
}
