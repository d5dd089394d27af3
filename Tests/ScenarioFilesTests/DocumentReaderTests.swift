import JSON
import Testing

@testable import ScenarioFiles

@Suite struct DocumentReaderTests {
  private func read(_ text: String) throws -> DocumentNode {
    try DocumentReader.read(Array(text.utf8), file: "f.yaml").0
  }

  private func complaints(_ bytes: [UInt8]) -> String {
    do {
      _ = try DocumentReader.read(bytes, file: "f.yaml")
      return ""
    } catch {
      return error.description
    }
  }

  @Test(arguments: [
    ("1", "1"), ("-7", "-7"), ("+5", "5"), ("012", "12"), ("0x1F", "31"), ("0o14", "12"),
    ("1.5", "1.5"), (".5", "0.5"), ("1e3", "1e3"), ("true", "true"), ("True", "true"),
    ("FALSE", "false"), ("null", "null"), ("~", "null"), ("", "null"), ("yes", "\"yes\""),
    ("no", "\"no\""), ("on", "\"on\""), ("Off", "\"Off\""), ("1:30", "\"1:30\""),
    ("1_000", "\"1_000\""), (".inf", "\".inf\""), (".nan", "\".nan\""),
    ("2026-01-19", "\"2026-01-19\""), ("0b1", "\"0b1\""), ("'1'", "\"1\""),
    ("\"true\"", "\"true\""),
    ("!!str 5", "\"5\""), ("! 5", "5"),
  ])
  func `resolves scalars by the core schema`(text: String, json: String) throws {
    #expect(try read("a: \(text)")["a"]?.json.text == json)
  }

  @Test func `knows where everything stands`() throws {
    let node = try read("a: 1\nbc:\n  - x\n  -  { k: v }\n")
    #expect(node.members.map(\.place) == [Place(line: 1, column: 1), Place(line: 2, column: 1)])
    #expect(node["a"]?.place == Place(line: 1, column: 4))
    let last = try #require(node["bc"]?.elements.last)
    #expect(last.place == Place(line: 4, column: 6))
    #expect(last["k"]?.place == Place(line: 4, column: 11))
  }

  @Test func `reads JSON, tabs, escapes and surrogate pairs included`() throws {
    let text =
      "{\n\t\"a\":\t[1, \"\\ud83d\\ude00 \\\\ud83d \\/ \\n\", null],\r\n\t\"b\": {\"c\": false}}"
    #expect(try read(text).json == JSON(parsing: text))
  }

  @Test func `repeats anchored values`() throws {
    #expect(try read("a: &x [1]\nb: *x\n").json == ["a": [1], "b": [1]])
  }

  @Test(arguments: [
    ("", "f.yaml:1:1: error: the file is empty"),
    ("# nothing\n", "f.yaml:1:1: error: the file is empty"),
    ("a: 1\na: 2\n", "f.yaml:1:1: error: the key 'a' is given twice in the same mapping"),
    ("a: x: y", "f.yaml:1:5: error: mapping values are not allowed"),
    ("a:\n\t- b", "f.yaml:2:1: error: found character that cannot start any token"),
    ("a: *nobody", "f.yaml:1:4: error: found undefined alias: text that begins with *"),
    (
      "a: [1, 2",
      "f.yaml:2:1: error: did not find expected ',' or ']' while parsing a flow sequence that begins in line 1"
    ),
    ("a: \"x", "f.yaml:1:6: error: found unexpected end of stream"),
    ("a: 1\n---\nb: 2\n", "f.yaml:2:1: error: but found another document"),
    ("? [1]\n: 2", "f.yaml:1:3: error: a key must be a word"),
    ("{{ a }}: 2", "f.yaml:1:1: error: a key must be a word"),
    ("a: !!set 1", "f.yaml:1:4: error: tags such as 'tag:yaml.org,2002:set' are not understood"),
    ("a: \u{1}", "f.yaml:1:4: error: unreadable text: control characters are not allowed"),
  ])
  func `says what is wrong and where`(text: String, complaint: String) {
    let actual = complaints(Array(text.utf8))
    #expect(actual.hasPrefix(complaint), "\(actual)")
  }

  @Test func `refuses text that is not UTF-8`() {
    #expect(
      complaints(Array("a: ü\nb: ".utf8) + [0xFF])
        == "f.yaml:2:4: error: the file is not UTF-8 text")
    #expect(complaints([0xFF, 0xFE, 0x61, 0x00]).contains("not UTF-8"))
  }

  @Test func `refuses huge files`() {
    let bytes = [UInt8](repeating: 0x20, count: DocumentSource.byteLimit + 1)
    #expect(complaints(bytes) == "f.yaml: error: the file is longer than 1 MiB")
  }

  @Test(arguments: ["[", "{a: ", "- "])
  func `refuses deep nesting`(opening: String) {
    #expect(complaints(Array(String(repeating: opening, count: 900).utf8)).contains("error"))
    #expect(complaints(Array(String(repeating: opening, count: 20_000).utf8)).contains("error"))
    let deep = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
    #expect(complaints(Array(deep.utf8)).contains("more than 64 levels deep"))
  }

  @Test func `refuses aliases that multiply`() {
    var text = "a0: &a0 [x]\n"
    for level in 1...9 {
      let again = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(again)]\n"
    }
    #expect(
      complaints(Array(text.utf8))
        == "f.yaml:6:25: error: the file holds more than 100000 values, counting what aliases repeat"
    )
    #expect(complaints(Array((text + "? *a9\n: 1\n").utf8)).contains("by aliases"))
    #expect(complaints(Array((text + "{*a9 : 1}\n").utf8)).contains("by aliases"))
  }

  /// The 16 MiB are passed by the value that its anchor names and 255 aliases of it.
  @Test(arguments: [
    ("a: &x ", "\nb:\n", "  - *x\n", "", "257:5"),
    ("a: &x [", "]\nb:\n", "  - *x\n", "", "257:5"),
    ("a: &x ", "\nb:\n", "  - { k: *x }\n", "", "257:10"),
    ("a: &x ", "\nb: [", "*x, ", "]", "2:1021"),
  ])
  func `refuses aliases that repeat too much text`(
    before: String, between: String, alias: String, end: String, place: String
  ) {
    func text(_ count: Int) -> [UInt8] {
      let long = String(repeating: "x", count: 1 << 16)
      let aliases = String(repeating: alias, count: count)
      return Array((before + long + between + aliases + end).utf8)
    }
    #expect(complaints(text(254)) == "")
    #expect(
      complaints(text(300))
        == "f.yaml:\(place): error: the file holds more than 16 MiB of text, counting what aliases repeat"
    )
  }
}
