import JSON
import Testing

@Suite struct JSONDocumentTests {
  private func document(_ text: String) throws -> JSONDocument {
    let bytes = Array(text.utf8)
    return try JSONDocument(parsing: bytes.span)
  }

  private func raw(_ document: JSONDocument, _ node: JSONDocument.Node) -> String {
    var output: [UInt8] = []
    document.appendRaw(node, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test func anEmptyDocumentHoldsNull() {
    let document = JSONDocument()
    #expect(document.kind(of: document.root) == .null)
    #expect(document.value(of: document.root) == .null)
  }

  @Test func leavesOutWhiteSpaceAndNothingElse() throws {
    let document = try document(
      " \t\r\n{ \"b\" : [ 1.50 , -0E+1,\n1e400 ] , \"a b\":\"\\u0041 \\/ x\" , \"b\":{ } }\n")
    #expect(
      String(decoding: document.bytes, as: UTF8.self)
        == #"{"b":[1.50,-0E+1,1e400],"a b":"\u0041 \/ x","b":{}}"#)
    #expect(raw(document, document.root) == String(decoding: document.bytes, as: UTF8.self))
  }

  @Test(arguments: [
    #"{}"#, #"[ 1.50, true, null ]"#, #"{"a": "é", "b": {"a": 1e400, "c": []}}"#, #""text""#,
  ])
  func whatWouldBeWrittenTheSameNeedsNoValue(text: String) throws {
    let document = try document(text)
    #expect(
      document.unchangedText(of: document.root) == document.value(of: document.root).serialized())
  }

  @Test(arguments: [
    #"{"a": "\/"}"#, #"{"\u0041": 1}"#, #"[{"a": 1, "b": 2, "a": 3}]"#,
    #"{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1}"#,
  ])
  func whatMayBeWrittenInAnotherWayHasNoUnchangedText(text: String) throws {
    let document = try document(text)
    #expect(document.unchangedText(of: document.root) == nil)
  }

  @Test func rawTextOfEveryNode() throws {
    let document = try document(#"[ "event" , {"a": [1, 2]} , true ]"#)
    #expect(
      document.elements(of: document.root).map { raw(document, $0) }
        == [#""event""#, #"{"a":[1,2]}"#, "true"])
    let range = document.rawRange(of: try #require(document.element(1, of: document.root)))
    #expect(range == 9..<20)
  }

  @Test func findsElementsAndMembers() throws {
    let document = try document(#"{"type":2,"payload":{"list":[[],{},[1,[2]],"x"],"n":null}}"#)
    let payload = try #require(document.member("payload", of: document.root))
    let list = try #require(document.member("list", of: payload))
    #expect(document.count(of: document.root) == 2)
    #expect(document.count(of: list) == 4)
    #expect(document.element(3, of: list).map { raw(document, $0) } == #""x""#)
    #expect(document.element(4, of: list) == nil)
    #expect(document.element(-1, of: list) == nil)
    #expect(document.element(0, of: payload) == nil)
    #expect(document.member("n", of: payload).map { document.isNull($0) } == true)
    #expect(document.member("list", of: document.root) == nil)
    #expect(document.member("x", of: list) == nil)
    #expect(
      document.member(named: "type", of: document.root).flatMap { document.integer(of: $0) } == 2)
  }

  @Test func escapedKeysAndStringsCompareByMeaning() throws {
    let document = try document(#"{"\u0074ype":"\u006doin","payload":"pay\\load"}"#)
    let type = try #require(document.member("type", of: document.root))
    #expect(document.matches(type, "moin"))
    #expect(!document.matches(type, "main"))
    #expect(document.matches(type, text: "moin"))
    #expect(document.string(of: type) == "moin")
    #expect(raw(document, type) == #""\u006doin""#)
  }

  @Test func ofARepeatedKeyTheLastCounts() throws {
    let document = try document(#"{"a":1,"b":2,"a":3}"#)
    #expect(document.member("a", of: document.root).flatMap { document.integer(of: $0) } == 3)
    #expect(document.value(of: document.root).text == #"{"a":3,"b":2}"#)
    #expect(
      document.members(of: document.root).map { document.string(of: $0.key) } == ["a", "b", "a"])
  }

  @Test func iterationOverOtherKindsIsEmpty() throws {
    let document = try document(#"[{"a":1}]"#)
    #expect(document.members(of: document.root).map(\.key).isEmpty)
    let object = try #require(document.element(0, of: document.root))
    #expect(document.elements(of: object).map { $0 }.isEmpty)
  }

  @Test(
    arguments: [
      ("0", 0), ("-0", 0), ("12", 12), ("1.0", 1), ("1e3", 1_000),
      ("-9223372036854775808", Int64.min),
      ("9223372036854775807", Int64.max), ("9223372036854775808", nil), ("1.5", nil),
      ("1e400", nil),
      ("\"1\"", nil), ("null", nil),
    ] as [(String, Int64?)])
  func integers(text: String, value: Int64?) throws {
    let document = try document(text)
    #expect(document.integer(of: document.root) == value)
  }

  @Test(arguments: [
    ("null", false), ("false", false), ("true", true), ("0", false), ("-0", false), ("0.0", false),
    ("0e5", false), ("1e-400", false), ("1", true), ("0.1", true), ("\"\"", false), ("\"0\"", true),
    ("[]", true), ("{}", true),
  ])
  func truthAsInJavaScript(text: String, isTruthy: Bool) throws {
    let document = try document(text)
    #expect(document.isTruthy(document.root) == isTruthy)
    #expect(document.value(of: document.root).isTruthy == isTruthy)
  }

  @Test(arguments: [
    (#""""#, ""), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"), (#""\u00fc\u00FC""#, "üü"),
    (#""\ud83d\ude00""#, "\u{1F600}"), (#""\ud83d""#, "\u{FFFD}"), (#""\ude00x""#, "\u{FFFD}x"),
    (#""\ud83dx""#, "\u{FFFD}x"), (#""\ud83d\n""#, "\u{FFFD}\n"),
    (#""\ud83d\ud83d\ude00""#, "\u{FFFD}\u{1F600}"), (#""\u0000""#, "\u{0}"),
    (#""日本語 plain and more""#, "日本語 plain and more"),
  ])
  func strings(text: String, value: String) throws {
    let document = try document(text)
    #expect(document.string(of: document.root) == value)
    #expect(raw(document, document.root) == text)
  }

  @Test func otherKindsHaveNoString() throws {
    let document = try document("42")
    #expect(document.string(of: document.root) == nil)
    #expect(document.bool(of: document.root) == nil)
    #expect(!document.matches(document.root, "42"))
  }

  @Test func aRefusedTextLeavesNull() throws {
    var document = try document("[1,2]")
    let bad = Array("[1,2".utf8)
    #expect(throws: JSONError.unexpectedEnd(expected: .commaOrArrayEnd, offset: 4)) {
      try document.parse(bad.span)
    }
    #expect(document.value(of: document.root) == .null)
  }

  @Test func aCopyKeepsItsContentWhenTheOriginalIsParsedAgain() throws {
    var first = try document(#"{"a":1}"#)
    let copy = first
    let other = Array("[2]".utf8)
    try first.parse(other.span)
    #expect(copy.value(of: copy.root) == ["a": 1])
    #expect(first.value(of: first.root) == [2])
  }
}
