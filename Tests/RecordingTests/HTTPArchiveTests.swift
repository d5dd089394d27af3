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
        #"open 1300 "{socket:1}""#, #"ev 1400 "message""#, #"ack 1500 """#, #"ev 1600 "ping""#,
        #"shut 1700 """#, #"end 1700 """#,
      ])
    let difference = RoundTrip.difference(in: fixture)
    #expect(difference == nil)
  }

  @Test func `an archive made of a fixture becomes that fixture again`() throws {
    let archive = try HTTPArchive(parsing: Array(Self.archive.utf8))
    let fixture = try Fixture.recorded(archive.observations, head: archive.head)
    let again = try HTTPArchive(parsing: Array(ArchiveText.text(of: fixture).utf8))
    let copy = try Fixture.recorded(again.observations, head: archive.head)
    // When it ended is not told of by any frame.
    #expect(Array(copy.lines.dropLast(2)) == Array(fixture.lines.dropLast(2)))
  }

  @Test(arguments: [
    ("{\"log\":{}}", "'log.entries' must be a list with at least one entry"),
    ("{\"log\":{\"entries\":[{}]}}", "every entry needs 'startedDateTime', a moment"),
  ])
  func `what is no archive is refused`(_ text: String, _ problem: String) {
    #expect(throws: FixtureError(line: 1, problem)) {
      try HTTPArchive(parsing: Array(text.utf8))
    }
  }
}
