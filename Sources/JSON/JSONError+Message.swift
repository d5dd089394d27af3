import Bytes

extension JSONError: CustomStringConvertible {
  /// What is wrong, with the byte offset.
  public var description: String { "\(problem) at offset \(offset)" }

  /// What is wrong in the refused `text`, with line and column: `Expected ',' or '}' at line 1 column 14`.
  public func message(in text: Span<UInt8>) -> String {
    let place = position(in: text)
    return "\(problem) at line \(place.line) column \(place.column)"
  }

  /// Where in the refused `text` the rule was broken.
  ///
  /// Both numbers count from one. A line ends with a line feed; a column counts code points, not bytes.
  public func position(in text: Span<UInt8>) -> (line: Int, column: Int) {
    var line = 1
    var column = 1
    for index in 0..<min(offset, text.count) {
      if text[index] == ASCII.lineFeed {
        line += 1
        column = 1
      } else if text[index] & 0xC0 != 0x80 {
        column += 1
      }
    }
    return (line, column)
  }

  private var problem: String {
    switch self {
    case .unexpectedByte(_, let expected, _): "Expected \(expected.rawValue)"
    case .unexpectedEnd(let expected, _): "Expected \(expected.rawValue) but the text ends"
    case .controlCharacter: "Control character in a string"
    case .invalidUTF8: "Invalid UTF-8"
    case .tooDeep(let limit, _): "More than \(limit) levels of nesting"
    case .tooLong(let limit, _): "More than \(limit) bytes"
    case .tooManyNodes(let limit, _): "More than \(limit) values"
    }
  }
}
