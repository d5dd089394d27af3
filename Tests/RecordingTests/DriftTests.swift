import ElizaModel
import HTTP1
import JSON
import Testing

@testable import Recording

/// A recording held against servers that say the same, or not.
@Suite struct DriftTests {
  static func fixture(_ lines: String...) throws -> Fixture {
    let head =
      #"{"k":"head","n":0,"t":0,"format":"eliza-mock-recording/1","recordedAt":"2026-01-19T10:15:30.000Z","redaction":"default"}"#
    return try Fixture(parsing: Array(([head] + lines).map { $0 + "\n" }.joined().utf8))
  }

  /// A session, a socket, one question with all that answers it, a look at the history, and the end.
  static func chat() throws -> Fixture {
    try fixture(
      #"{"k":"req","n":1,"t":0,"x":1,"method":"POST","target":"/api/messaging/sessions","headers":{"Content-Type":"application/json"},"json":{"agentId":"{agent:1}","userId":"{user:1}","at":"{time:+5}"}}"#,
      #"{"k":"res","n":2,"t":50,"x":1,"cause":1,"status":201,"headers":{"Content-Type":"application/json; charset=utf-8","Vary":"Origin"},"json":{"sessionId":"{session:1}","channelId":"{channel:1}","createdAt":"{time:+40}","metadata":{"tier":1,"by":null},"tags":[]}}"#,
      #"{"k":"open","n":3,"t":100,"c":"A","dir":"c2s","transport":"websocket","auth":{"entityId":"{user:1}"}}"#,
      #"{"k":"open","n":4,"t":110,"c":"A","dir":"s2c","cause":3,"id":"{socket:1}"}"#,
      #"{"k":"ev","n":5,"t":200,"c":"A","dir":"c2s","event":"message","args":[{"channelId":"{channel:1}","message":"Hello","messageId":"{message:1}"}],"ack":4}"#,
      #"{"k":"ack","n":6,"t":205,"c":"A","dir":"s2c","cause":5,"ack":4,"args":[{"ok":true}]}"#,
      #"{"k":"ev","n":7,"t":220,"c":"A","dir":"s2c","cause":5,"event":"messageBroadcast","args":[{"id":"{message:2}","senderId":"{user:1}","text":"Hello","createdAt":"{epoch:+210}","roomId":"{channel:1}"}]}"#,
      #"{"k":"ev","n":8,"t":600,"c":"A","dir":"s2c","cause":5,"event":"messageStreamChunk","args":[{"messageId":"{message:3}","chunk":"Hi ","index":0}]}"#,
      #"{"k":"ev","n":9,"t":700,"c":"A","dir":"s2c","cause":5,"event":"messageStreamChunk","args":[{"messageId":"{message:3}","chunk":"you","index":1}]}"#,
      #"{"k":"ev","n":10,"t":1000,"c":"A","dir":"s2c","cause":5,"event":"messageBroadcast","args":[{"id":"{message:3}","senderId":"{agent:1}","text":"Hi you","createdAt":"{epoch:+990}","roomId":"{channel:1}","thought":null,"actions":["REPLY"]}]}"#,
      #"{"k":"req","n":11,"t":5000,"x":2,"method":"GET","target":"/api/messaging/sessions/{session:1}/messages?after={message:3}"}"#,
      #"{"k":"res","n":12,"t":5010,"x":2,"cause":11,"status":200,"headers":{"Content-Type":"application/json"},"json":{"messages":[{"id":"{message:2}","content":"Hello"},{"id":"{message:3}","content":"Hi you","metadata":{"turn":1}}]}}"#,
      #"{"k":"shut","n":13,"t":5500,"c":"A","dir":"c2s","reason":"io client disconnect"}"#,
      #"{"k":"end","n":14,"t":5600}"#)
  }

  /// The findings against a server that changes one line of the chat.
  private static func findings(
    _ number: Int, _ change: @escaping (FixtureLine) -> FixtureLine?
  ) throws -> [String] {
    var stage = DriftStage(try chat())
    stage.edit = { $0.number == number ? change($0) : $0 }
    return stage.run()
  }

  @Test func `lengths of left out pieces add up without end`() {
    let piece = RecordedResponse(exchange: 1, status: 200, body: .omitted(.max), hasMore: true)
    #expect(WholeAnswer([piece, piece]).body == .omitted(.max))
  }

  @Test func `nothing is told of a server that is the same`() throws {
    var stage = DriftStage(try Self.chat())
    #expect(stage.run() == [])
    #expect(
      stage.drift.report.summary
        == "2 answers, 4 events, 1 acknowledgement, 1 connection compared: no difference")
  }

  @Test func `ids are those of the server, and what the client made up is made up anew`() throws {
    var stage = DriftStage(try Self.chat())
    _ = stage.run()
    let user = try #require(stage.drift.values["{user:1}"])
    let session = try #require(stage.drift.values["{session:1}"])
    let message = try #require(stage.drift.values["{message:3}"])
    #expect(Identifier.isUUID(user) && Identifier.isUUID(session))
    #expect(Set([user, session, message]).count == 3)
    guard
      case .request(1, "POST", "/api/messaging/sessions", let headers, let body) =
        stage.actions.first
    else { return #expect(Bool(false), "no request first") }
    #expect(headers["Content-Type"] == "application/json")
    let json = try JSON(parsing: body)
    #expect(
      json == [
        "agentId": "99999999-2222-4333-8444-555555555555", "userId": .string(user),
        "at": "2026-01-19T10:15:30.005Z",
      ])
    #expect(
      stage.actions.contains(
        .request(
          exchange: 11, method: "GET",
          target: "/api/messaging/sessions/\(session)/messages?after=\(message)", headers: [:],
          body: [])))
    #expect(
      stage.actions.contains(
        .connect(
          DriftConnection(name: "A", namespace: "/", polls: false, upgrades: false),
          auth: ["entityId": .string(user)])))
    #expect(stage.actions.last == .disconnect(connection: "A", namespace: nil))
  }

  @Test func `members that are missing or new`() throws {
    #expect(
      try Self.findings(2) { $0.saying { $0["metadata"] = nil } } == [
        "line 3 POST /api/messaging/sessions: json.metadata is missing"
      ])
    #expect(
      try Self.findings(2) { $0.saying { $0["metadata"] = ["tier": 1, "by": nil, "x": [1]] } } == [
        "line 3 POST /api/messaging/sessions: json.metadata.x is new: a list"
      ])
    #expect(
      try Self.findings(10) { $0.saying { $0["actions"] = nil } } == [
        "line 11 event messageBroadcast: args[0].actions is missing"
      ])
  }

  @Test func `values of another type`() throws {
    #expect(
      try Self.findings(2) { $0.saying { $0["createdAt"] = 1_800_000_000_040 } } == [
        "line 3 POST /api/messaging/sessions: json.createdAt is a number, was a text"
      ])
    // A moment in milliseconds is written as a name, but it was a number.
    #expect(
      try Self.findings(7) { $0.saying { $0["createdAt"] = "2026" } } == [
        "line 8 event messageBroadcast: args[0].createdAt is a text, was a number"
      ])
    #expect(
      try Self.findings(12) { $0.saying { $0["messages"] = [["id": 1, "content": "x"]] } } == [
        "line 13 GET /api/messaging/sessions/{session:1}/messages: json.messages[].id is a number, was a text",
        "note: line 13 GET /api/messaging/sessions/{session:1}/messages: json.messages[].metadata is missing",
      ])
  }

  @Test func `null is a note where the recording knows it there`() throws {
    #expect(
      try Self.findings(2) { $0.saying { $0["metadata"] = ["tier": nil, "by": "me"] } } == [
        "line 3 POST /api/messaging/sessions: json.metadata.tier is null, was a number",
        "note: line 3 POST /api/messaging/sessions: json.metadata.by is a text, was null",
      ])
    #expect(
      try Self.findings(10) { $0.saying { $0["thought"] = nil } } == [
        "note: line 11 event messageBroadcast: args[0].thought is missing"
      ])
    // What another message of the same kind has is not new.
    #expect(
      try Self.findings(7) { $0.saying { $0["thought"] = "well" } } == [
        "note: line 8 event messageBroadcast: args[0].thought is new: a text"
      ])
  }

  @Test func `empty lists hold anything`() throws {
    #expect(try Self.findings(2) { $0.saying { $0["tags"] = ["a", 1, [:]] } } == [])
    #expect(try Self.findings(12) { $0.saying { $0["messages"] = [] } } == [])
  }

  @Test func `statuses, header fields and kinds of body`() throws {
    #expect(
      try Self.findings(12) {
        $0.answering { response in
          response.status = 500
          response.body = .text("oh\u{1B}[2J no")
        }
      } == [
        #"line 13 GET /api/messaging/sessions/{session:1}/messages: status is 500, was 200 (oh\u{1b}[2J no)"#
      ])
    #expect(
      try Self.findings(2) { $0.answering { $0.status = 200 } } == [
        "line 3 POST /api/messaging/sessions: status is 200, was 201"
      ])
    #expect(
      try Self.findings(2) { $0.answering { $0.headers.removeAll { $0.name == "Vary" } } } == [
        "line 3 POST /api/messaging/sessions: header Vary is missing"
      ])
    #expect(
      try Self.findings(12) {
        $0.answering { response in
          response.headers = [HTTPHeaders.Field(name: "content-type", value: "text/html; x=y")]
          response.body = .text("<p>")
        }
      } == [
        "line 13 GET /api/messaging/sessions/{session:1}/messages: header Content-Type is text/html, was application/json",
        "line 13 GET /api/messaging/sessions/{session:1}/messages: the body is text, was JSON",
      ])
  }

  @Test func `a header field that is missing everywhere is one finding`() throws {
    var stage = DriftStage(try Self.chat())
    stage.edit = { $0.answering { $0.headers = [] } }
    #expect(
      stage.run() == [
        "lines 3 and 13: header Content-Type is missing",
        "line 3 POST /api/messaging/sessions: header Vary is missing",
      ])
  }

  @Test func `what needs an id that never came is not sent`() throws {
    #expect(
      try Self.findings(2) { $0.saying { $0["sessionId"] = nil } } == [
        "line 3 POST /api/messaging/sessions: json.sessionId is missing",
        "line 12: not sent: the target never gave {session:1}, which line 3 has",
      ])
  }

  @Test func `the same difference is told once with all its lines`() throws {
    var lines: [String] = []
    for number in 1...12 {
      let n = 2 * number
      lines.append(
        #"{"k":"req","n":\#(n - 1),"t":\#(n),"x":\#(n),"method":"GET","target":"/api/sessions/{session:\#(number)}"}"#
      )
      lines.append(
        #"{"k":"res","n":\#(n),"t":\#(n),"x":\#(n),"cause":\#(n - 1),"status":200,"json":{"id":"{session:\#(number)}","a":1}}"#
      )
    }
    let head =
      #"{"k":"head","n":0,"t":0,"format":"eliza-mock-recording/1","recordedAt":"2026-01-19T10:15:30.000Z"}"#
    var stage = DriftStage(
      try Fixture(parsing: Array(([head] + lines).map { $0 + "\n" }.joined().utf8)))
    stage.edit = {
      $0.answering { $0.headers = [HTTPHeaders.Field(name: "Content-Type", value: "x/json")] }
        .saying { $0["a"] = "one" }
    }
    #expect(
      stage.run() == [
        "lines 3, 5, 7, 9, 11, 13, 15, 17 and 4 more GET /api/sessions/{session:1}: json.a is a text, was a number"
      ])
  }

  @Test func `a stream of events is compared by their names`() throws {
    let fixture = try Self.fixture(
      #"{"k":"req","n":1,"t":0,"x":1,"method":"POST","target":"/say"}"#,
      #"{"k":"res","n":2,"t":50,"x":1,"cause":1,"status":200,"more":true,"headers":{"Content-Type":"text/event-stream"}}"#,
      #"{"k":"res","n":3,"t":60,"x":1,"cause":1,"more":true,"text":"event: chunk\ndata: {\"messageId\":\"{message:3}\",\"at\":{digits:+5},\"index\":0}\n\n"}"#,
      #"{"k":"res","n":4,"t":70,"x":1,"cause":1,"text":"event: done\ndata: {\"text\":\"x\"}\n\n"}"#,
      #"{"k":"req","n":5,"t":90,"x":2,"method":"GET","target":"/said/{message:3}"}"#,
      #"{"k":"res","n":6,"t":95,"x":2,"cause":5,"status":204}"#)
    var stage = DriftStage(fixture)
    #expect(stage.run() == [])
    stage = DriftStage(fixture)
    stage.edit = { line in
      guard line.number == 4 else { return line }
      let text = "event: chunk\r\ndata: {\"messageId\":7,\"at\":5}\r\n\r\nevent: late\ndata: x\n\n"
      return line.answering { $0.body = .text(text) }
    }
    #expect(
      stage.run() == [
        "line 3 POST /say: stream.chunk[].messageId is a text or a number, was a text",
        "line 3 POST /say: stream.done is missing", "line 3 POST /say: stream.late is new: a list",
      ])
  }
}
