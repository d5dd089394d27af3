import ElizaModel
import JSON
import Testing

@testable import Recording

/// Archives of browsers become fixtures, their WebSocket frames included.
@Suite struct HTTPArchiveTests {
  private static let archive = #"""
    {"log":{"version":"1.2","creator":{"name":"Playwright","version":"1.50"},"entries":[
    {"startedDateTime":"2026-01-19T10:15:30.000Z","time":12.5,
     "request":{"method":"POST","url":"http://127.0.0.1:3000/api/messaging/sessions?x=1#top",
       "headers":[{"name":"Content-Type","value":"application/json"},{"name":"Cookie","value":"a=b"}],
       "postData":{"mimeType":"application/json","text":"{\"agentId\":\"11111111-2222-4333-8444-555555555555\"}"}},
     "response":{"status":201,"headers":[{"name":"Content-Type","value":"application/json"}],
       "content":{"text":"eyJzZXNzaW9uSWQiOiIyMTExMTExMS0yMjIyLTQzMzMtODQ0NC01NTU1NTU1NTU1NTUifQ==","encoding":"base64"}}},
    {"startedDateTime":"2026-01-19T10:15:31.000Z","time":5,
     "request":{"method":"GET","url":"ws://127.0.0.1:3000/socket.io/?EIO=4&transport=websocket","headers":[]},
     "response":{"status":101,"headers":[],"content":{}},
     "_webSocketMessages":[
       {"type":"receive","time":1768817731.1,"opcode":1,"data":"0{\"sid\":\"x\"}"},
       {"type":"send","time":1768817731.2,"opcode":1,"data":"40{\"token\":\"hunter22\"}"},
       {"type":"receive","time":1768817731.3,"opcode":1,"data":"40{\"sid\":\"QMmZJA6I9Lq3gXnGAAAB\"}"},
       {"type":"send","time":1768817731.4,"opcode":1,"data":"427[\"message\",{\"type\":1}]"},
       {"type":"receive","time":1768817731.5,"opcode":1,"data":"437[\"ok\"]"},
       {"type":"receive","time":1768817731.6,"opcode":1,"data":"42/x,[\"ping\"]"},
       {"type":"receive","time":1768817731.7,"opcode":1,"data":"2"}]}]}}
    """#

  @Test func `requests and frames become one timeline that replays against itself`() throws {
    let bytes = Array(Self.archive.utf8)
    #expect(HTTPArchive.isLikely(bytes))
    let archive = try HTTPArchive(parsing: bytes)
    let fixture = try Fixture.recorded(archive.observations, head: archive.head)
    let text = String(decoding: fixture.serialized, as: UTF8.self)
    #expect(!text.contains("hunter22"))
    #expect(!text.contains("Cookie"))
    let shown = fixture.lines.dropFirst().map { line in
      let object = line.object
      let name = object["target"] ?? object["event"] ?? object["status"] ?? object["id"] ?? ""
      return "\(object["k"]?.stringValue ?? "") \(object["t"]?.text ?? "") \(name.text)"
    }
    #expect(
      shown == [
        #"req 0 "/api/messaging/sessions?x=1""#, "res 12.5 201", #"open 1200 """#,
        #"open 1300 "{socket:1}""#, #"ev 1400 "message""#, #"ack 1500 """#, #"open 1600 """#,
        #"open 1600 """#, #"ev 1600 "ping""#,
        #"shut 1700 """#, #"end 1700 """#,
      ])
    let difference = RoundTrip.difference(in: fixture)
    #expect(difference == nil)
  }

  @Test func `a socket that begins with long-polling is put together of its requests and messages`()
    throws
  {
    let bytes = Array(Self.polled.utf8)
    let archive = try HTTPArchive(parsing: bytes)
    let fixture = try Fixture.recorded(archive.observations, head: archive.head)
    let shown = fixture.lines.dropFirst().map { line in
      let object = line.object
      let keys = ["event", "id", "auth", "transport", "reason", "target"]
      let name = keys.lazy.compactMap { object[$0] }.first ?? ""
      let place = ["k", "c", "t"].map { object[$0]?.stringValue ?? object[$0]?.text ?? "-" }
      return "\(place.joined(separator: " ")) \(name.text)"
    }
    #expect(
      shown == [
        #"open A 100 {"entityId":"{user:1}"}"#, #"open A 150 "{socket:1}""#,
        #"ev A 150 "connection_established""#, #"up A 210 "websocket""#, #"ev A 300 "message""#,
        #"ev A 400.25 "picture""#, #"shut A 500 "io server disconnect""#,
        #"req - 600 "/socket.io/?EIO=3&transport=polling""#, #"res - 605 """#, #"end - 605 """#,
      ])
    let picture = fixture.lines[6].object
    #expect(picture["attachments"] == ["AP8B"])
    let difference = RoundTrip.difference(in: fixture)
    #expect(difference == nil)
  }

  @Test func `bodies whose length alone is archived take no room, and come back as long`() throws {
    let entries = (0..<2_000).map { number in
      #"""
      {"startedDateTime":"2026-01-19T10:15:30.000Z","time":5,
       "request":{"method":"POST","url":"http://x/upload/\#(number)","headers":[],"bodySize":62914560},
       "response":{"status":200,"headers":[],"content":{"size":62914560}}}
      """#
    }
    let text = #"{"log":{"entries":["# + entries.joined(separator: ",") + "]}}"
    let archive = try HTTPArchive(parsing: Array(text.utf8))
    let fixture = try Fixture.recorded(archive.observations, head: archive.head)
    #expect(fixture.serialized.count < 1 << 20)
    let omitted = fixture.lines.filter { $0.object["omitted"]?.intValue == 62_914_560 }.count
    #expect(omitted == 4_000)
    let difference = RoundTrip.difference(in: fixture)
    #expect(difference == nil)
  }

  @Test func `an interim status is no answer`() throws {
    let text = #"""
      {"log":{"entries":[{"startedDateTime":"2026-01-19T10:15:30.000Z",
       "request":{"method":"GET","url":"http://x/a","headers":[]},"response":{"status":103}},
      {"startedDateTime":"2026-01-19T10:15:30.000Z",
       "request":{"method":"GET","url":"http://x/b","headers":[]},"response":{"status":204}}]}}
      """#
    let archive = try HTTPArchive(parsing: Array(text.utf8))
    let fixture = try Fixture.recorded(archive.observations, head: archive.head)
    #expect(fixture.lines.compactMap { $0.object["status"]?.intValue } == [204])
  }

  /// As a browser archives it: a poll that brings several packets, a change to a WebSocket, another tool's socket.
  private static let polled = #"""
    {"log":{"version":"1.2","creator":{"name":"WebInspector","version":"537.36"},"entries":[
    {"startedDateTime":"2026-01-19T10:15:30.000Z","time":20,
     "request":{"method":"GET","url":"http://x/socket.io/?EIO=4&transport=polling&t=a","headers":[]},
     "response":{"status":200,"headers":[],"content":{"text":"0{\"sid\":\"E1\",\"upgrades\":[]}"}}},
    {"startedDateTime":"2026-01-19T10:15:30.100Z","time":9,
     "request":{"method":"POST","url":"http://x/socket.io/?EIO=4&transport=polling&t=b&sid=E1","headers":[],
       "postData":{"mimeType":"text/plain","text":"40{\"entityId\":\"11111111-2222-4333-8444-555555555555\"}"}},
     "response":{"status":200,"headers":[],"content":{"text":"ok"}}},
    {"startedDateTime":"2026-01-19T10:15:30.100Z","time":50,
     "request":{"method":"GET","url":"http://x/socket.io/?EIO=4&transport=polling&t=c&sid=E1","headers":[]},
     "response":{"status":200,"headers":[],"content":{
       "text":"40{\"sid\":\"QMmZJA6I9Lq3gXnGAAAB\"}\u001e42[\"connection_established\",{}]"}}},
    {"startedDateTime":"2026-01-19T10:15:30.160Z","time":50,
     "request":{"method":"GET","url":"http://x/socket.io/?EIO=4&transport=polling&t=d&sid=E1","headers":[]},
     "response":{"status":200,"headers":[],"content":{"text":"6"}}},
    {"startedDateTime":"2026-01-19T10:15:30.180Z","time":400,
     "request":{"method":"GET","url":"ws://x/socket.io/?EIO=4&transport=websocket&sid=E1","headers":[]},
     "response":{"status":101,"headers":[],"content":{}},
     "_webSocketMessages":[
       {"type":"send","time":1768817730.2,"opcode":1,"data":"2probe"},
       {"type":"receive","time":1768817730.205,"opcode":1,"data":"3probe"},
       {"type":"send","time":1768817730.21,"opcode":1,"data":"5"},
       {"type":"send","time":1768817730.3,"opcode":1,"data":"42[\"message\",{\"type\":1}]"},
       {"type":"receive","time":1768817730.4,"opcode":1,
        "data":"451-[\"picture\",{\"_placeholder\":true,\"num\":0}]"},
       {"type":"receive","time":1768817730.40025,"opcode":2,"data":"AP8B"},
       {"type":"receive","time":1768817730.5,"opcode":1,"data":"41"}]},
    {"startedDateTime":"2026-01-19T10:15:30.550Z","time":5,
     "request":{"method":"GET","url":"ws://x/@vite/hmr?token=abc","headers":[]},
     "response":{"status":101,"headers":[],"content":{}},
     "_webSocketMessages":[{"type":"receive","time":1768817730.55,"opcode":1,"data":"42[\"no\"]"}]},
    {"startedDateTime":"2026-01-19T10:15:30.600Z","time":5,
     "request":{"method":"GET","url":"http://x/socket.io/?EIO=3&transport=polling","headers":[]},
     "response":{"status":400,"headers":[],"content":{"size":0}}}]}}
    """#

  @Test func `the times of messages may be in seconds or in milliseconds`() throws {
    let inSeconds = try HTTPArchive(parsing: Array(Self.archive.utf8))
    let text = (1...7).reduce(Self.archive) {
      $0.replacing("1768817731.\($1)", with: "1768817731\($1)00")
    }
    #expect(text != Self.archive)
    let inMilliseconds = try HTTPArchive(parsing: Array(text.utf8))
    let times = inMilliseconds.observations.map(\.time)
    #expect(times == inSeconds.observations.map(\.time))
    #expect(times.last == .milliseconds(1700))
  }

  @Test func `an archive made of a fixture becomes that fixture again`() throws {
    let archive = try HTTPArchive(parsing: Array(Self.archive.utf8))
    let fixture = try Fixture.recorded(archive.observations, head: archive.head)
    let again = try HTTPArchive(parsing: Array(ArchiveText.text(of: fixture).utf8))
    let copy = try Fixture.recorded(again.observations, head: again.head, until: again.end)
    #expect(copy.serialized == fixture.serialized)
  }

  @Test(arguments: [
    #""time":1e300,"response":{"status":200,"content":{"size":-5}}"#,
    #""time":-1,"response":{"status":99999999999999999999}"#,
    #""response":{"status":101},"_webSocketMessages":[{"time":1e300,"data":"459999-[\"x\"]"}]"#,
    #""response":{"status":101},"_webSocketMessages":[{"type":"send","opcode":2,"data":"%"},null,7]"#,
    #""response":{"status":200,"content":{"text":"b%\u001e4\u001e4559-/\u001e"}},"timings":{"receive":1e99}"#,
    #""response":{"status":200,"content":{"text":"data: 1\n\n"}},"_eventSourceMessages":[{"time":-1e99}]"#,
    #""response":{"status":200,"content":{"text":"7","encoding":"base64","size":1e30}},"_socketClosed":[]"#,
  ])
  func `an archive full of nonsense is read without harm`(_ members: String) throws {
    let text =
      #"{"log":{"_recording":{"recordedAt":1e300,"end":1e300,"notes":[{"time":-1},{}]},"entries":["#
      + #"{"startedDateTime":"2026-01-19T10:15:30.9999999999Z",\#(members),"#
      + #""request":{"method":"GET","url":"ws://x/socket.io/?EIO=4&transport=polling&sid=a","bodySize":1e300}},"#
      + #"{"startedDateTime":-8640000000000000,\#(members),"request":{"url":"?"}}]}}"#
    let archive = try HTTPArchive(parsing: Array(text.utf8))
    _ = try Fixture.recorded(archive.observations, head: archive.head, until: archive.end)
    #expect(archive.head.redaction == "default")
  }

  @Test(arguments: [
    ("{\"log\":{}}", "'log.entries' must be a list with at least one entry"),
    (
      "{\"log\":{\"entries\":[{\"startedDateTime\":0},{}]}}",
      "every entry needs 'startedDateTime', a moment, and log.entries[1] has none"
    ),
  ])
  func `what is no archive is refused`(_ text: String, _ problem: String) {
    #expect(throws: FixtureError(line: 1, problem)) {
      try HTTPArchive(parsing: Array(text.utf8))
    }
  }
}

extension HTTPArchiveTests {
  @Test func `a stream without an event, said to have had one, is taken as it is`() throws {
    let text = #"""
      {"log":{"version":"1.2","creator":{"name":"x","version":"1"},"entries":[
        {"startedDateTime":"2026-01-19T10:15:30.123Z","time":5,
         "request":{"method":"GET","url":"http://h/x","headers":[]},
         "response":{"status":200,"headers":[{"name":"Content-Type","value":"text/event-stream"}],
           "content":{"text":": hi\n\n","size":6}},
         "timings":{"receive":1},"_eventSourceMessages":[{}]}]}}
      """#
    let archive = try HTTPArchive(parsing: Array(text.utf8))
    let fixture = try Fixture.recorded(
      archive.observations, head: archive.head, rules: RedactionRules())
    let pieces = fixture.lines.compactMap { line -> RecordedBody? in
      if case .response(let response) = line.content { response.body } else { nil }
    }
    #expect(pieces.contains(.text(": hi\n\n")))
  }
}

extension HTTPArchiveTests {
  /// The lines of an archive whose only entry is a WebSocket with these messages, a hundredth of a second each; `>`
  /// is said by the client, `<` by the server, `!` makes bytes.
  private static func talk(_ messages: String...) throws -> Fixture {
    let entries = messages.enumerated().map { place, message -> JSON in
      let isBinary = message.dropFirst().first == "!"
      return [
        "type": message.first == ">" ? "send" : "receive", "opcode": isBinary ? 2 : 1,
        "time": JSON(1_768_817_730 + Double(place) / 100),
        "data": .string(String(message.dropFirst(isBinary ? 2 : 1))),
      ]
    }
    let archive: JSON = [
      "log": [
        "entries": [
          [
            "startedDateTime": "2026-01-19T10:15:30.000Z", "response": ["status": 101],
            "request": ["url": "ws://x/socket.io/?EIO=4&transport=websocket"],
            "_webSocketMessages": .array(entries),
          ]
        ]
      ]
    ]
    let read = try HTTPArchive(parsing: archive.serialized())
    let fixture = try Fixture.recorded(read.observations, head: read.head)
    #expect(fixture.unopened == nil)
    let difference = RoundTrip.difference(in: fixture)
    #expect(difference == nil)
    return fixture
  }

  /// Kind, connection, namespace and what else tells a line from others.
  private static func shown(_ fixture: Fixture) -> [String] {
    fixture.lines.dropFirst().map { line in
      let object = line.object
      return ["k", "c", "ns", "event", "ack", "text", "reason"]
        .compactMap { object[$0]?.stringValue ?? object[$0]?.text }.joined(separator: " ")
    }
  }

  @Test func `a socket that leaves one namespace stays in others`() throws {
    let fixture = try Self.talk(
      ">40", #"<40{"sid":"S1"}"#, ">40/admin,", #"<40/admin,{"sid":"S2"}"#, #">42/admin,["a"]"#,
      ">41/admin,", #">421["go"]"#, #"<431["ok"]"#, #"<42["later"]"#, ">41", #"<42["late"]"#,
      ">40", #"<40{"sid":"S3"}"#, #">42["again"]"#, "<41")
    #expect(
      Self.shown(fixture) == [
        "open A", "open A", "open A /admin", "open A /admin", "ev A /admin a",
        "shut A /admin io client disconnect", "ev A go 1", "ack A 1",
        "ev A later", "shut A io client disconnect",
        "note packets in the namespace / are left out: no socket of their session is in it",
        "open B", "open B", "ev B again", "shut B io server disconnect", "end",
      ])
  }

  @Test
  func `a namespace that is slow to be accepted keeps the connection, a refused one does not`()
    throws
  {
    let fixture = try Self.talk(
      ">40", ">40/slow,", ">40/no,", #"<40{"sid":"S1"}"#, #"<44/no,{"message":"no"}"#, ">41",
      #"<40/slow,{"sid":"S2"}"#, #">42/slow,["x"]"#, ">41/slow,")
    #expect(
      Self.shown(fixture) == [
        "open A", "open A /slow", "open A /no", "open A", "open A /no",
        "shut A / io client disconnect", "open A /slow", "ev A /slow x",
        "shut A io client disconnect", "end",
      ])
  }

  @Test func `a line that may not be written is a remark, and the others are there`() throws {
    // apiKey=abcdefgh12345678
    let secret = "YXBpS2V5PWFiY2RlZmdoMTIzNDU2Nzg="
    let fixture = try Self.talk(
      ">40", #"<40{"sid":"S1"}"#, #">451-1["hi",{"_placeholder":true,"num":0}]"#, ">!" + secret,
      #"<431["taken"]"#, #">422["there"]"#, #"<432["taken"]"#)
    let shown = Self.shown(fixture)
    #expect(shown[2].hasPrefix("note \(FixtureRecorder.remarkStart)its 'attachments"))
    #expect(shown.dropFirst(3) == ["ev A there 2", "ack A 2", "shut A", "end"])
    #expect(!String(decoding: fixture.serialized, as: UTF8.self).contains(secret))
  }

  @Test func `namespaces that an archive begins in the middle of are opened`() throws {
    let fixture = try Self.talk(
      #"<42["y"]"#, #">42/b,["x"]"#, #"<42/b,["hello",1]"#, "<41/c,", #"<40/d,{"sid":"S"}"#,
      ">41/b,", #"<42/b,["late"]"#)
    #expect(
      Self.shown(fixture) == [
        "open A", "open A", "ev A y", "open A /b", "open A /b", "ev A /b x", "ev A /b hello",
        "open A /c", "open A /c", "shut A /c io server disconnect", "open A /d", "open A /d",
        "shut A /b io client disconnect",
        "note packets in the namespace /b are left out: no socket of their session is in it",
        "shut A", "end",
      ])
  }

  @Test func `packets that do not fit or cannot be read are left out with a remark each`() throws {
    let place = #"{"_placeholder":true,"num":0}"#
    let fixture = try Self.talk(
      ">40", #"<40{"sid":"S1"}"#, #">459999-["a",\#(place)]"#, ">!AQ==",
      #"<461-5[\#(place)]"#, "<!!!", #"<451-["e",{"_placeholder":true,"num":7}]"#, "<!AQ==",
      #">42["x""#, "<43[]", #">429223372036854775807["far"]"#, "<439223372036854775807[]",
      "<4399999999999999999999[]")
    #expect(
      Self.shown(fixture) == [
        "open A", "open A",
        "note a packet of the server is left out: its attachments are not all there",
        "note an event is left out here: it has 1 attachment and placeholders for 7",
        "note a packet of the client is left out: its attachments are not all there",
        "note a packet of the client is left out: it cannot be read",
        "note a packet of the server is left out: it cannot be read",
        "ev A far 9223372036854775807", "ack A 9223372036854775807",
        "note a packet of the server is left out: it cannot be read", "shut A", "end",
      ])
  }

  @Test(arguments: ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"])
  func `an entry with an absurd date is left out, and the others are not`(_ date: String) throws {
    func entry(_ path: String, _ date: String) -> String {
      #"{"startedDateTime":"\#(date)","time":1e308,"request":{"url":"http://x/\#(path)"},"response":{"status":200}}"#
    }
    for dates in [
      ["2026-01-19T10:15:30.000Z", date],
      [date, "2026-01-19T10:15:30.000Z", "2026-01-19T10:15:30.000Z"],
    ] {
      let entries = dates.enumerated().map { entry("\($0)", $1) }.joined(separator: ",")
      let archive = try HTTPArchive(parsing: Array(#"{"log":{"entries":[\#(entries)]}}"#.utf8))
      let fixture = try Fixture.recorded(archive.observations, head: archive.head)
      let absurd = dates.firstIndex(of: date) ?? 0
      #expect(
        fixture.lines[1].content
          == .note(
            "log.entries[\(absurd)] is left out: its startedDateTime is a century or more away from the others"
          ))
      #expect(fixture.lines.count { $0.kind == .req } == dates.count - 1)
      #expect(fixture.head.recordedAt.isoText == "2026-01-19T10:15:30.000Z")
    }
  }

  @Test func `what takes a century and more ends at the last moment there is`() throws {
    let text = #"""
      {"log":{"entries":[{"startedDateTime":"1990-01-19T10:15:30.000Z","request":{"url":"http://x/a"},"response":{"status":200}},
      {"startedDateTime":"2026-01-19T10:15:30.000Z","time":3.1e12,"request":{"url":"http://x/b"},"response":{"status":200}}]}}
      """#
    let archive = try HTTPArchive(parsing: Array(text.utf8))
    let fixture = try Fixture.recorded(archive.observations, head: archive.head)
    #expect(fixture.lines.count { $0.kind == .res } == 2)
  }
}
