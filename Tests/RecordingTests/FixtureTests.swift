import Testing

@testable import Recording

/// Whole fixtures: what is kept of their lines, and what is said of wrong ones.
@Suite struct FixtureTests {
  private static let head =
    #"{"k":"head","n":0,"t":0,"format":"eliza-mock-recording/1","recordedAt":"2026-01-19T10:15:30.123Z"}"#

  private static func fixture(_ lines: [String]) throws(FixtureError) -> Fixture {
    try Fixture(parsing: Array(([head] + lines).joined(separator: "\n").utf8))
  }

  @Test("what is kept of a line is small")
  func keepsLittle() {
    #expect(MemoryLayout<LineEntry>.stride == 32)
  }

  @Test("lines are read again when they are asked for, as the reader reads them")
  func readsLinesAgain() throws {
    let source = CountingSource(LongChat(rounds: 20).text)
    let fixture = try Fixture(reading: source)
    #expect(source.takeReads() == 1)
    var reader = FixtureReader()
    reader.feed(source.bytes(in: 0..<source.count))
    var lines: [FixtureLine] = []
    while let line = try reader.next() { lines.append(line) }
    #expect(fixture.lines.count == 123)
    #expect(Array(fixture.lines) == lines)
    _ = source.takeReads()
    #expect(fixture.lines[7] == lines[7])
    #expect(source.takeReads() == 1)
  }

  /// Written in ways in which no recorder writes.
  @Test(arguments: [
    #"{"k":"note","n":1,"t":0.1234567,"text":"so many digits"}"#,
    #"{"\u006b":"note","n":1,"t":0,"text":"an escaped key"}"#,
    #"{"k":"end","k":"note","n":1,"t":0,"text":"a key twice"}"#,
    #"{"k":"no\u0074e","n":1,"t":0,"text":"an escaped kind"}"#,
    #"{"k":"note","n":1.0,"t":1e0,"text":"numbers with a point and an exponent"}"#,
    #"  {"text":"in another order", "t" : 3 , "n":1, "k":"note"}  "#,
  ])
  func `unusual lines are as good as any`(_ text: String) throws {
    let fixture = try Self.fixture([text])
    #expect(
      fixture.lines[1] == (try FixtureLine(parsing: Array(text.utf8).span, line: 2)))
    #expect(!fixture.isCut)
    guard case .note = fixture.lines[1].content else {
      Issue.record("\(fixture.lines[1])")
      return
    }
  }

  @Test(arguments: [
    (
      #"{"k":"note","n":2,"t":5,"txt":"x"}"#,
      "unknown key 'txt'; did you mean 'text'? Known: k, n, t, cause, text"
    ),
    (#"{"k":"note","n":2,"t":5}"#, "'text' is missing: a text"),
    (#"{"k":"note","n":7,"t":5,"text":""}"#, "'n' must be 2, the next number"),
    (#"{"k":"note","n":2,"t":5,"cause":2,"text":""}"#, "'cause' must be an earlier line, not 2"),
    (
      #"{"k":"note","n":2,"t":4,"text":""}"#, "'t' must not be earlier than that of the line before"
    ),
    (#"{"k":"res","n":2,"t":5,"x":1,"status":700}"#, "'status' must be 100 to 599"),
    (#"{"k":"res","n":2,"t":5,"x":1,"base64":"?"}"#, "'base64' must be base64"),
    (
      #"{"k":"req","n":2,"t":5,"x":1,"method":"GET","target":"/","headers":{"A":1}}"#,
      "'headers.A' must be a text or a list of texts"
    ),
    (
      #"{"k":"ev","n":2,"t":5,"c":"A","dir":"up","event":"x","args":[]}"#,
      "'dir' must be c2s or s2c"
    ),
    (#"{"k":"ev","n":2,"t":5,"c":"A","dir":"c2s","event":"x","args":{}}"#, "'args' must be a list"),
    (FixtureTests.head, "'head' must be the first line"),
  ])
  func `a wrong line is told of when the file is read`(_ line: String, _ problem: String) {
    #expect(throws: FixtureError(line: 3, problem)) {
      try Self.fixture([
        #"{"k":"note","n":1,"t":5,"text":"fine"}"#, line, #"{"k":"end","n":3,"t":9}"#,
      ])
    }
  }

  @Test("a last line that was cut off is left out")
  func leavesOutACutLine() throws {
    let fixture = try Self.fixture([#"{"k":"note","n":1,"t":5,"text":"fine"}"#, #"{"k":"ev","n":"#])
    #expect(fixture.isCut)
    #expect(fixture.lines.count == 2)
    #expect(fixture.lines.last?.content == .note("fine"))
  }

  @Test("a file that has become another since it was read plays remarks, and nothing breaks")
  func survivesAChangedFile() throws {
    let good = try Fixture(parsing: Array(LongChat(rounds: 1).text.utf8))
    let lines = FixtureLines(source: HeldText(text: Array("{}".utf8)), index: good.lines.index)
    #expect(lines[3].content == .note("the file has been changed since it was read"))
    #expect(lines[3].time == good.lines[3].time)
  }

  @Test(
    "names are found in a text just as tokens are",
    arguments: [
      "{user:1}", "a{session:12}b{session:13}", "{time:+5}{epoch:-7}{digits:+0}",
      "{secret:1}x{user:2}",
      "{user:01}", "{user:123456789012}", "{averylongkindofid:1}", "{time:5}", "{time:+}",
      "{user:}",
      "{user:1", "{{user:1}}", "{User:1}", "{user:1x}", "{time:+99999999999999999999}",
      "{time:-9223372036854775808}", "{}", "{", "{a:123456789012345678901}", #"{"k":"{room:3}"}"#,
    ])
  func findsNames(_ text: String) {
    var names: [String] = []
    CompactName.visit(Array(text.utf8).span) { names.append($0.text) }
    var tokens: [String] = []
    Mentions.visit(text) { token in
      switch token {
      case .id(let name): tokens.append(name)
      case .time(let offset), .epoch(let offset), .digits(let offset): tokens.append("@\(offset)")
      case .secret: break
      }
    }
    #expect(names == tokens)
  }

  @Test("a set of names takes numbers near and far")
  func keepsNames() {
    var set = NameSet()
    let names = [1, 2, 4_000_000, 3, 5_000, 4_000_000_000 as UInt32].map {
      CompactName.id(PackedWord.of("user"), $0)
    }
    let first = names.map { set.insert($0) }
    let again = names.map { set.insert($0) }
    #expect(first == Array(repeating: true, count: 6))
    #expect(again == Array(repeating: false, count: 6))
    for name in names { #expect(set.contains(name)) }
    #expect(!set.contains(.id(PackedWord.of("room"), 1)))
    #expect(!set.contains(.id(PackedWord.of("user"), 4)))
  }
}
