import JSON
import Testing

@Suite struct JSONErrorTests {
  static let rows: [(text: String, message: String)] = [
    ("", "Expected a value but the text ends at line 1 column 1"),
    ("{\"a\": 1, \"b\" 2}", "Expected ':' at line 1 column 14"),
    ("{\"a\": \"b\"\n  \"c\"}", "Expected ',' or '}' at line 2 column 3"),
    ("{\"a\":1 ,}", "Expected a key in double quotes at line 1 column 9"),
    ("{a:1}", "Expected a key in double quotes or '}' at line 1 column 2"),
    ("[1 2]", "Expected ',' or ']' at line 1 column 4"),
    ("[,1]", "Expected a value or ']' at line 1 column 2"),
    ("[1,]", "Expected a value at line 1 column 4"),
    ("[1", "Expected ',' or ']' but the text ends at line 1 column 3"),
    ("[\"äö\" x]", "Expected ',' or ']' at line 1 column 7"),
    ("nul", "Expected a value at line 1 column 1"),
    ("-x", "Expected a digit at line 1 column 2"),
    ("1.", "Expected a digit but the text ends at line 1 column 3"),
    ("1e+", "Expected a digit but the text ends at line 1 column 4"),
    ("01", "Expected the end of the text at line 1 column 2"),
    ("\"abc", "Expected '\"' but the text ends at line 1 column 5"),
    ("\"\\x\"", "Expected an escape character at line 1 column 3"),
    ("\"\\u12g4\"", "Expected a hexadecimal digit at line 1 column 6"),
    ("\"a\tb\"", "Control character in a string at line 1 column 3"),
    ("{} {}", "Expected the end of the text at line 1 column 4"),
  ]

  @Test(arguments: rows)
  func saysWhatAndWhere(text: String, message: String) {
    let bytes = Array(text.utf8)
    let error = #expect(throws: JSONError.self) { try JSON(parsing: bytes) }
    let said = error?.message(in: bytes.span)
    #expect(said == message)
  }

  @Test func describesItselfWithoutTheText() {
    let error = JSONError.unexpectedByte(0x78, expected: .commaOrObjectEnd, offset: 13)
    #expect("\(error)" == "Expected ',' or '}' at offset 13")
  }

  @Test func invalidUTF8IsRefusedWhereItStarts() {
    let bytes: [UInt8] = [0x22, 0x61, 0xC3, 0x28, 0x22]
    #expect(throws: JSONError.invalidUTF8(offset: 2)) { try JSON(parsing: bytes) }
  }

  @Test func limitsAreKept() {
    let limits = JSONLimits(maximumDepth: 2, maximumBytes: 12, maximumNodes: 4)
    #expect(throws: Never.self) { _ = try JSON(parsing: "[[1], 2]", limits: limits) }
    #expect(throws: JSONError.tooDeep(limit: 2, offset: 2)) {
      try JSON(parsing: "[[[]]]", limits: limits)
    }
    #expect(throws: JSONError.tooManyNodes(limit: 4, offset: 7)) {
      try JSON(parsing: "[1,2,3,4,5]", limits: limits)
    }
    #expect(throws: JSONError.tooLong(limit: 12, offset: 12)) {
      try JSON(parsing: "             ", limits: limits)
    }
  }
}
