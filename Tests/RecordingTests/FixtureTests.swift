import JSON
import Testing

@testable import Recording

/// Whole fixtures: what is kept of their lines, and what is said of wrong ones.
@Suite struct FixtureTests {
  private static let head =
    #"{"k":"head","n":0,"t":0,"format":"eliza-mock-recording/1","recordedAt":"2026-01-19T10:15:30.123Z"}"#

  private static func misfit(_ problem: String) -> String {
    "each of 'attachments' must have one placeholder in 'args', with 'num' from 0 on, but this line has "
      + "\(problem): mend the one or the other, or take this line out"
  }

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
    (
      #"{"k":"note","n":1,"t":5,"text":""}"#,
      "'n' must rise from line to line, but is 1 where the line before has it already: "
        + "put the line where its number belongs, or give it one that is free there"
    ),
    (
      #"{"k":"note","n":0,"t":5,"text":""}"#,
      "'n' must rise from line to line, but is 0 where the line before has 1: "
        + "put the line where its number belongs, or give it one that is free there"
    ),
    (#"{"k":"note","n":2,"t":5,"cause":2,"text":""}"#, "'cause' must be an earlier line, not 2"),
    (
      #"{"k":"note","n":2,"t":4,"text":""}"#,
      "'t' must not be earlier than that of the line before: lines stand in the order in which they happened"
    ),
    (
      #"{"k":"note","n":7,"t":5,"cause":5,"text":""}"#,
      "'cause' is 5, but no line has that 'n' any more: take this line out as well, "
        + "or let it name the line that leads to it now"
    ),
    (
      #"{"k":"res","n":2,"t":5,"x":1,"status":200}"#,
      "no request before this answer has 'x' 1 and waits for one: take this line out as well"
    ),
    (
      #"{"k":"res","n":2,"t":5,"x":1,"status":700}"#,
      "'status' must be 200 to 599, or 101 where the server changed the protocol"
    ),
    (
      #"{"k":"res","n":2,"t":5,"x":1,"status":103}"#,
      "'status' must be 200 to 599, or 101 where the server changed the protocol"
    ),
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
    (
      #"{"k":"ev","n":2,"t":5,"c":"A","dir":"s2c","event":"x","args":[[{"_placeholder":true,"num":5}]],"attachments":["AQ=="]}"#,
      FixtureTests.misfit("1 attachment and placeholders for 5")
    ),
    (
      #"{"k":"ev","n":2,"t":5,"c":"A","dir":"s2c","event":"x","args":[1],"attachments":["AQ==","Ag=="]}"#,
      FixtureTests.misfit("2 attachments and no placeholder")
    ),
    (
      #"{"k":"ev","n":2,"t":5,"c":"A","dir":"s2c","event":"x","args":[{"_placeholder":true,"num":0}]}"#,
      FixtureTests.misfit("0 attachments and placeholders for 0")
    ),
    (
      #"{"k":"ack","n":2,"t":5,"c":"A","dir":"s2c","ack":1,"args":[{"\u005fplaceholder":true}]}"#,
      FixtureTests.misfit("0 attachments and placeholders for nothing")
    ),
    (
      #"{"k":"ack","n":2,"t":5,"c":"A","dir":"c2s","ack":1,"args":[{"a":{"_placeholder":true,"num":0}},{"_placeholder":true,"num":0},{"_placeholder":true,"num":-1}],"attachments":["AQ=="]}"#,
      FixtureTests.misfit("1 attachment and placeholders for 0, 0, -1")
    ),
    (FixtureTests.head, "'head' must be the first line"),
  ])
  func `a wrong line is told of when the file is read`(_ line: String, _ problem: String) {
    #expect(throws: FixtureError(line: 3, problem)) {
      try Self.fixture([
        #"{"k":"note","n":1,"t":5,"text":"fine"}"#, line, #"{"k":"end","n":3,"t":9}"#,
      ])
    }
  }

  @Test("what is left after lines were taken out is a recording as well")
  func worksWithoutSomeLines() throws {
    // A session and its answer, lines 1 and 2, have gone, and with them exchange 1, connection A and the first ids.
    let fixture = try Self.fixture([
      #"{"k":"req","n":3,"t":1,"x":2,"method":"POST","target":"/s/{session:2}","headers":{"Content-Type":"application/json"},"json":{"userId":"{user:4}"}}"#,
      #"{"k":"res","n":5,"t":9,"x":2,"cause":3,"status":200,"headers":{"Content-Type":"application/json"},"json":{"id":"{message:7}"}}"#,
      #"{"k":"open","n":8,"t":10,"c":"C","dir":"c2s","transport":"websocket"}"#,
      #"{"k":"open","n":9,"t":11,"c":"C","dir":"s2c","cause":8,"id":"{socket:3}"}"#,
      #"{"k":"ev","n":20,"t":12,"c":"C","dir":"s2c","cause":8,"event":"x","args":["{message:7}"]}"#,
      #"{"k":"end","n":21,"t":20}"#,
    ])
    #expect(fixture.lines.map(\.number) == [0, 1, 2, 3, 4, 5, 6])
    #expect(fixture.lines.map(\.cause) == [nil, nil, 1, nil, 3, 3, nil])
    let difference = RoundTrip.difference(in: fixture)
    #expect(difference == nil)
    #expect(try Fixture(parsing: fixture.serialized).lines == fixture.lines)
  }

  @Test(
    "a text that looks like a name comes back as it was",
    arguments: [
      "{id:1}", "{secret:1}", "{!secret:1}", "{!!session:12}", "{time:+5}", "{!epoch:-5}{!}{",
      "{" + String(repeating: "!", count: 58) + "id:1}", "{digits:+0} {secret:2} {message:3}",
      "{" + String(repeating: "!", count: 200) + "secret:1}",
    ])
  func keepsTexts(_ text: String) throws {
    var tape = Tape()
    try tape.see(.note(text))
    try tape.exchange(
      "POST", "/x/\(text)?q=\(text)", ["a": .string(text), text: 1], ["b": .string(text)])
    try tape.exchange("POST", "/login", ["password": "open sesame"], ["text": "open sesame"])
    try tape.connect(auth: ["entityId": .string(text)], socket: "QMmZJA6I9Lq3gXnGAAAB")
    try tape.event(.toServer, "message", ["payload": ["text": .string(text)]])
    try tape.event(.toClient, "messageBroadcast", ["text": .string(text)])
    let fixture = try Fixture(parsing: tape.bytes)
    let difference = RoundTrip.difference(in: fixture)
    #expect(difference == nil)
    // A live client sends the text itself, and gets it.
    var replay = Replay(fixture, options: ReplayOptions(start: fixture.head.recordedAt))
    var actions = replay.requested(
      exchange: 1, method: "POST", target: "/x/\(text)?q=\(text)",
      body: .json(["a": .string(text), text: 1]), at: .zero)
    actions += replay.advance(to: .zero)
    guard case .respond(_, _, _, let body)? = actions.first else {
      Issue.record("\(actions)")
      return
    }
    #expect(body == .json(["b": .string(text)]))
    let archive = try HTTPArchive(parsing: Array(ArchiveText.text(of: fixture).utf8))
    let again = try Fixture.recorded(
      archive.observations, head: archive.head, earlierSecrets: archive.secretCount,
      until: archive.end)
    #expect(again.lines.prefix(6).map(\.object) == fixture.lines.prefix(6).map(\.object))
  }

  @Test(
    "attachments have their places in any order, and an underscore alone makes no place",
    arguments: [
      #""args":[{"b":{"_placeholder":true,"num":1}},[{"_placeholder":true,"num":0}]],"attachments":["AQ==","Ag=="]"#,
      #""args":["_placeholder",{"_placeholder":false,"num":3},{"_place":"\u005f"}]"#,
    ])
  func takesAttachments(_ members: String) throws {
    let fixture = try Self.fixture([
      #"{"k":"ev","n":1,"t":5,"c":"A","dir":"s2c","event":"x",\#(members)}"#
    ])
    #expect(fixture.lines.last?.kind == .ev)
  }

  @Test("an answer goes to the request of its exchange, whether or not it names it")
  func answersItsRequest() throws {
    let fixture = try Self.fixture([
      #"{"k":"req","n":1,"t":1,"x":1,"method":"GET","target":"/a"}"#,
      #"{"k":"req","n":2,"t":1,"x":2,"method":"GET","target":"/b"}"#,
      #"{"k":"res","n":3,"t":2,"x":1,"status":200,"more":true}"#,
      #"{"k":"res","n":4,"t":3,"x":1,"text":"all"}"#,
      #"{"k":"res","n":5,"t":4,"x":2,"status":200,"more":true}"#,
    ])
    #expect(fixture.lines.map(\.cause) == [nil, nil, nil, 1, 1, 2])
    #expect(fixture.unanswered == [2])
  }

  @Test(
    "an answer without its first piece is told of",
    arguments: [
      (#"{"k":"res","n":2,"t":5,"x":1,"text":"b"}"#, 3, "is missing"),
      (#"{"k":"res","n":2,"t":5,"x":1,"status":200,"more":true}"#, 4, "must stand only"),
    ])
  func needsAStatusOnce(_ text: String, _ line: Int, _ problem: String) {
    let error = #expect(throws: FixtureError.self) {
      try Self.fixture([
        #"{"k":"req","n":1,"t":5,"x":1,"method":"GET","target":"/a"}"#, text,
        #"{"k":"res","n":3,"t":5,"x":1,"status":200}"#,
      ])
    }
    #expect(error?.line == line)
    #expect(error?.problem.contains(problem) == true)
  }

  @Test("a changed line, and one that nothing leads to, are told by their numbers")
  func tellsWhatDoesNotComeBack() throws {
    let lost = try Self.fixture([
      #"{"k":"note","n":1,"t":1,"text":"fine"}"#,
      #"{"k":"ev","n":2,"t":5,"c":"A","dir":"s2c","event":"x","args":[]}"#,
    ])
    #expect(
      RoundTrip.difference(in: lost)
        == "line 3 does not come back: nothing that a client does leads to it")
    let mistyped = try Self.fixture([
      #"{"k":"req","n":1,"t":1,"x":1,"method":"POST","target":"/s","json":{"userId":"{user:1}"}}"#
    ])
    #expect(RoundTrip.difference(in: mistyped)?.hasPrefix("line 2 comes back as {") == true)
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

  @Test("a set of names takes no more room than there are names, however their numbers leap")
  func keepsLeapingNumbersSmall() {
    var set = NameSet()
    let kinds = (0..<26).map { PackedWord.of("kind" + String(UnicodeScalar(UInt8(0x61 + $0)))) }
    for kind in kinds {
      // Each lies as far from the one before as twice what there is would let it.
      var number: UInt32 = 1
      while number < 900_000_000 {
        let isNew = set.insert(.id(kind, number))
        #expect(isNew && set.contains(.id(kind, number)))
        number = number * 2 + 4_000
      }
    }
    #expect(set.byteCount < 1 << 20)
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
