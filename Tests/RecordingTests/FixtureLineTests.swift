import HTTP1
import JSON
import Testing

@testable import Recording

/// The text of lines, both ways, and what is said of wrong ones.
@Suite struct FixtureLineTests {
  private static let lines = [
    #"{"k":"head","n":0,"t":0,"format":"eliza-mock-recording/1","title":"a chat","recordedAt":"2026-01-19T10:15:30.123Z","source":"elizaos 1.7.2","profile":"1.7.2","redaction":"default"}"#,
    #"{"k":"req","n":1,"t":3.25,"x":1,"method":"POST","target":"/api/messaging/sessions","headers":{"Content-Type":"application/json"},"json":{"agentId":"{agent:1}"}}"#,
    #"{"k":"res","n":2,"t":55.5,"x":1,"cause":1,"status":201,"headers":{"Vary":["Origin","Accept"]},"json":{"sessionId":"{session:1}"}}"#,
    #"{"k":"open","n":3,"t":60,"c":"A","dir":"c2s","transport":"polling","auth":{"entityId":"{user:1}"}}"#,
    #"{"k":"open","n":4,"t":61,"c":"A","dir":"s2c","cause":3,"id":"{socket:1}"}"#,
    #"{"k":"up","n":5,"t":62,"c":"A","cause":3,"transport":"websocket"}"#,
    #"{"k":"ev","n":6,"t":63,"c":"A","dir":"c2s","ns":"/x","event":"file","args":[{"_placeholder":true,"num":0}],"attachments":["AQI="],"ack":7}"#,
    #"{"k":"ack","n":7,"t":64,"c":"A","dir":"s2c","cause":6,"ns":"/x","ack":7,"args":["ok"]}"#,
    #"{"k":"room","n":8,"t":65,"c":"A","room":"{channel:1}"}"#,
    #"{"k":"res","n":9,"t":66,"x":2,"more":true,"text":"data: 1\n\n"}"#,
    #"{"k":"res","n":10,"t":67,"x":2,"status":200,"base64":"AAE="}"#,
    #"{"k":"res","n":11,"t":68,"x":3,"status":200,"omitted":154231}"#,
    #"{"k":"shut","n":12,"t":69,"c":"A","dir":"c2s","reason":"io client disconnect"}"#,
    #"{"k":"note","n":13,"t":70,"text":"done"}"#,
    #"{"k":"end","n":14,"t":71}"#,
  ]

  @Test(arguments: lines)
  func `every kind is written as it was read`(_ text: String) throws {
    let line = try FixtureLine(parsing: Array(text.utf8).span, line: 1)
    #expect(String(decoding: line.serialized(), as: UTF8.self) == text + "\n")
  }

  @Test func `any number of values of one header field is written in one go`() {
    let accepted = HTTPHeaders.Field(name: "Vary", value: "Accept")
    let headers =
      [accepted, HTTPHeaders.Field(name: "Allow", value: "GET")]
      + [HTTPHeaders.Field](repeating: accepted, count: 200_000)
    let response = RecordedResponse(exchange: 1, status: 200, headers: headers)
    let line = FixtureLine(number: 1, time: .zero, .response(response))
    let members = line.object["headers"]?.objectValue
    #expect(members?.keys == ["Vary", "Allow"])
    #expect(members?["Vary"]?.arrayValue?.count == 200_001)
    #expect(members?["Allow"] == "GET")
  }

  @Test(arguments: [
    ("{", "no JSON: Expected a key in double quotes or '}' but the text ends at line 1 column 2"),
    ("[]", "a line must be a JSON object"),
    (#"{"n":0,"t":0}"#, "'k' is missing: a text"),
    (
      #"{"k":"evt","n":0,"t":0}"#,
      "unknown kind 'evt'; did you mean 'ev'? Known: head, req, res, open, up, ev, ack, room, shut, note, end"
    ),
    (
      #"{"k":"note","n":0,"t":0,"txt":"x"}"#,
      "unknown key 'txt'; did you mean 'text'? Known: k, n, t, cause, text"
    ),
    (#"{"k":"end","n":-1,"t":0}"#, "'n' must be a whole number from 0 on"),
    (#"{"k":"end","n":1,"t":"now"}"#, "'t' must be milliseconds since the start"),
    (#"{"k":"shut","n":1,"t":1,"c":"A","dir":"in"}"#, "'dir' must be c2s or s2c"),
    (
      #"{"k":"res","n":1,"t":1,"x":1,"status":42}"#,
      "'status' must be 200 to 599, or 101 where the server changed the protocol"
    ),
    (
      #"{"k":"head","n":0,"t":0,"format":"x/9","recordedAt":"2026-01-19T10:15:30.123Z"}"#,
      "'format' must be 'eliza-mock-recording/1', not 'x/9'"
    ),
  ])
  func `a wrong line is named with what is wrong and what would be right`(
    _ text: String, _ problem: String
  ) {
    #expect(throws: FixtureError(line: 3, problem)) {
      try FixtureLine(parsing: Array(text.utf8).span, line: 3)
    }
  }

  @Test func `a file comes in pieces of any size`() throws {
    let bytes = Array((Self.lines.joined(separator: "\n") + "\n").utf8)
    for size in [1, 7, 100, 10_000] {
      var reader = FixtureReader()
      var count = 0
      for start in stride(from: 0, to: bytes.count, by: size) {
        reader.feed(bytes[start..<min(start + size, bytes.count)])
        while let line = try reader.next() {
          #expect(line.number == count)
          count += 1
        }
      }
      #expect(try reader.finish() == nil)
      #expect(count == Self.lines.count)
      #expect(reader.hasEnd)
      #expect(!reader.isCut)
    }
  }

  @Test func `a last line that was cut off is left out and reported`() throws {
    var reader = FixtureReader()
    reader.feed(Array((Self.lines[0] + "\n" + #"{"k":"ev","n":1,"t":"#).utf8))
    #expect(try reader.next()?.number == 0)
    #expect(try reader.next() == nil)
    #expect(try reader.finish() == nil)
    #expect(reader.isCut)
    #expect(!reader.hasEnd)
  }

  @Test func `the head comes first and once`() throws {
    var reader = FixtureReader()
    reader.feed(Array((Self.lines[14] + "\n").utf8))
    #expect(throws: FixtureError(line: 1, "the first line must be of kind 'head'")) {
      try reader.next()
    }
    reader = FixtureReader()
    reader.feed(Array((Self.lines[0] + "\n" + Self.lines[0] + "\n").utf8))
    _ = try reader.next()
    #expect(throws: FixtureError(line: 2, "'head' must be the first line")) { try reader.next() }
  }
}
