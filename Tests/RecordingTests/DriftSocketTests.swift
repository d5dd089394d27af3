import HTTP1
import JSON
import Testing

@testable import Recording

/// A recording held against servers whose sockets are others.
@Suite struct DriftSocketTests {
  private static func findings(
    _ number: Int, _ change: @escaping (FixtureLine) -> FixtureLine?
  ) throws -> [String] {
    var stage = DriftStage(try DriftTests.chat())
    stage.edit = { $0.number == number ? change($0) : $0 }
    return stage.run()
  }

  @Test func `events and acknowledgements that do not come`() throws {
    #expect(
      try Self.findings(7) { _ in nil } == ["line 8 event messageBroadcast: not sent by the target"]
    )
    #expect(
      try Self.findings(6) { _ in nil } == ["line 7 acknowledgement of message: did not come"])
    // The reply is known by its ids, though the echo before it is of the same name.
    #expect(
      try Self.findings(10) { _ in nil } == [
        "line 11 event messageBroadcast: not sent by the target"
      ])
  }

  @Test func `an acknowledgement of another shape`() throws {
    let findings = try Self.findings(6) { line in
      guard case .acknowledgement(var answer) = line.content else { return line }
      answer.arguments = [["ok": "yes"], 2]
      return FixtureLine(
        number: line.number, time: line.time, cause: line.cause, .acknowledgement(answer))
    }
    #expect(
      findings == [
        "line 7 acknowledgement of message: args[0].ok is a text, was true or false",
        "line 7 acknowledgement of message: args[1] is new",
      ])
  }

  @Test func `pieces of a streamed text may be more or fewer`() throws {
    #expect(try Self.findings(9) { _ in nil } == [])
    var stage = DriftStage(try DriftTests.chat())
    let message = stage.id("{message:3}")
    stage.extras = { line in
      guard line == 6 else { return [] }
      return (2...40).map { index in
        LiveEvent(
          connection: "A", namespace: "/", name: "messageStreamChunk",
          arguments: [["messageId": .string(message), "chunk": "x", "index": JSON(index)]])
      }
    }
    #expect(stage.run() == [])
    #expect(stage.drift.report.events == 43)
    stage = DriftStage(try DriftTests.chat())
    stage.edit = { (8...9).contains($0.number) ? nil : $0 }
    #expect(stage.run() == ["line 9 event messageStreamChunk: not sent by the target"])
  }

  @Test func `events that were not recorded`() throws {
    var stage = DriftStage(try DriftTests.chat())
    stage.extras = { line in
      line == 4 || line == 12
        ? [LiveEvent(connection: "A", namespace: "/", name: "news\u{1B}", arguments: [])] : []
    }
    #expect(stage.run() == [#"after lines 4 and 12 event news\u{1b}: sent additionally"#])
  }

  @Test func `an event that comes twice takes nobody's place`() throws {
    var stage = DriftStage(try DriftTests.chat())
    let (message, channel) = (stage.id("{message:2}"), stage.id("{channel:1}"))
    stage.extras = { line in
      guard line == 6 else { return [] }
      return [
        LiveEvent(
          connection: "A", namespace: "/", name: "messageBroadcast",
          arguments: [["id": .string(message), "roomId": .string(channel), "text": "Hello"]])
      ]
    }
    stage.edit = { $0.number == 10 ? nil : $0 }
    // In the end it is the best there is for the reply that did not come.
    let findings = stage.run()
    #expect(findings.contains("line 11 event messageBroadcast: args[0].actions is missing"))
    #expect(!findings.contains { $0.contains("additionally") })
    stage = DriftStage(try DriftTests.chat())
    _ = stage.id("{message:2}")
    stage.extras = { line in
      guard line == 6 else { return [] }
      return [
        LiveEvent(
          connection: "A", namespace: "/", name: "messageBroadcast",
          arguments: [["id": .string(message), "roomId": .string(channel), "text": "Hello"]])
      ]
    }
    #expect(stage.run() == ["after line 6 event messageBroadcast: sent additionally"])
  }

  @Test func `sockets that are refused, or let in`() throws {
    let refused = try Self.findings(4) { line in
      guard case .open(var opening) = line.content else { return line }
      (opening.socket, opening.error) = (nil, "Valid entityId required")
      return FixtureLine(number: 4, time: line.time, cause: line.cause, .open(opening))
    }
    #expect(
      refused == [
        #"line 5 connection A: refused: "Valid entityId required""#,
        "line 6: not sent: connection A is not open",
        "line 12: not sent: the target never gave {message:3}, which line 9 has",
      ])
    let fixture = try DriftTests.fixture(
      #"{"k":"open","n":1,"t":0,"c":"A","dir":"c2s","transport":"polling"}"#,
      #"{"k":"open","n":2,"t":10,"c":"A","dir":"s2c","cause":1,"error":"no"}"#)
    var stage = DriftStage(fixture)
    #expect(stage.run() == [])
    stage = DriftStage(fixture)
    stage.edit = { line in
      let opening = RecordedOpening(connection: "A", direction: .toClient, socket: "x")
      return FixtureLine(number: 2, time: line.time, cause: 1, .open(opening))
    }
    #expect(stage.run() == [#"line 3 connection A: let in, was refused: "no""#])
  }

  @Test func `a connection that the server closes, or no longer closes`() throws {
    let closing = try Self.findings(10) { line in
      FixtureLine(
        number: 10, time: line.time, cause: 5,
        .shut(RecordedClosing(connection: "A", direction: .toClient)))
    }
    #expect(closing == [#"after line 6 connection A: closed by the target: "gone""#])
    let fixture = try DriftTests.fixture(
      #"{"k":"open","n":1,"t":0,"c":"A","dir":"c2s","transport":"polling"}"#,
      #"{"k":"open","n":2,"t":10,"c":"A","dir":"s2c","cause":1,"id":"{socket:1}"}"#,
      #"{"k":"shut","n":3,"t":20,"c":"A","dir":"s2c","cause":1,"reason":"io server disconnect"}"#)
    var stage = DriftStage(fixture)
    #expect(stage.run() == [])
    stage = DriftStage(fixture)
    stage.edit = { $0.number == 3 ? nil : $0 }
    #expect(stage.run() == ["line 4 connection A: not closed by the target"])
  }

  /// Two namespaces on one connection: the client is put out of one, comes back, and leaves it.
  private static func comingAndGoing() throws -> Fixture {
    try DriftTests.fixture(
      #"{"k":"open","n":1,"t":0,"c":"A","dir":"c2s","transport":"websocket"}"#,
      #"{"k":"open","n":2,"t":0,"c":"A","dir":"c2s","ns":"/x","transport":"websocket"}"#,
      #"{"k":"open","n":3,"t":10,"c":"A","dir":"s2c","cause":1,"id":"{socket:1}"}"#,
      #"{"k":"open","n":4,"t":11,"c":"A","dir":"s2c","ns":"/x","cause":2,"id":"{socket:2}"}"#,
      #"{"k":"ev","n":5,"t":20,"c":"A","dir":"c2s","ns":"/x","event":"kick","args":[]}"#,
      #"{"k":"shut","n":6,"t":30,"c":"A","dir":"s2c","cause":5,"ns":"/x","reason":"io server disconnect"}"#,
      #"{"k":"open","n":7,"t":40,"c":"A","dir":"c2s","ns":"/x","transport":"websocket"}"#,
      #"{"k":"open","n":8,"t":50,"c":"A","dir":"s2c","ns":"/x","cause":7,"id":"{socket:3}"}"#,
      #"{"k":"shut","n":9,"t":60,"c":"A","dir":"c2s","ns":"/x","reason":"io client disconnect"}"#,
      #"{"k":"ev","n":10,"t":70,"c":"A","dir":"c2s","event":"hi","args":[]}"#,
      #"{"k":"ev","n":11,"t":80,"c":"A","dir":"s2c","cause":10,"event":"back","args":[]}"#,
      #"{"k":"shut","n":12,"t":90,"c":"A","dir":"c2s","reason":"io client disconnect"}"#)
  }

  @Test func `one namespace of several is left, and closed, and opened again`() throws {
    let fixture = try Self.comingAndGoing()
    var stage = DriftStage(fixture)
    #expect(stage.run() == [])
    #expect(stage.drift.report.connections == 3)
    #expect(stage.actions.contains(.disconnect(connection: "A", namespace: "/x")))
    #expect(stage.actions.last == .disconnect(connection: "A", namespace: nil))
    stage = DriftStage(fixture)
    stage.edit = { $0.number == 6 ? nil : $0 }
    #expect(stage.run() == ["line 7 connection A in /x: not closed by the target"])
    // It leaves what it was not put out of before it comes again.
    let leaving = DriftAction.disconnect(connection: "A", namespace: "/x")
    #expect(stage.actions.count { $0 == leaving } == 2)
    stage = DriftStage(fixture)
    stage.edit = { line in
      guard line.number == 11 else { return line }
      let closing = RecordedClosing(connection: "A", namespace: "/", direction: .toClient)
      return FixtureLine(number: 11, time: line.time, cause: 10, .shut(closing))
    }
    #expect(stage.run() == [#"after line 11 connection A: closed by the target: "gone""#])
    stage = DriftStage(fixture)
    stage.edit = { line in
      guard line.number == 6 else { return line }
      let closing = RecordedClosing(connection: "A", namespace: "/", direction: .toClient)
      return FixtureLine(number: 6, time: line.time, cause: 5, .shut(closing))
    }
    #expect(
      stage.run() == [
        #"after line 6 connection A in /: closed by the target: "gone""#,
        "line 7 connection A in /x: not closed by the target",
        "line 11: not sent: connection A is not open",
      ])
  }

  @Test func `what does not come before a recorded end is told`() throws {
    let fixture = try DriftTests.fixture(
      #"{"k":"open","n":1,"t":0,"c":"A","dir":"c2s","transport":"polling"}"#,
      #"{"k":"open","n":2,"t":10,"c":"A","dir":"s2c","cause":1,"id":"{socket:1}"}"#,
      #"{"k":"ev","n":3,"t":15,"c":"A","dir":"s2c","cause":1,"event":"bye","args":[]}"#,
      #"{"k":"shut","n":4,"t":20,"c":"A","dir":"s2c","cause":1,"reason":"io server disconnect"}"#)
    var stage = DriftStage(fixture)
    stage.edit = { $0.number == 3 ? nil : $0 }
    #expect(stage.run() == ["line 4 event bye: not sent by the target"])
  }

  @Test func `the server's events are acknowledged as they were`() throws {
    let fixture = try DriftTests.fixture(
      #"{"k":"open","n":1,"t":0,"c":"A","dir":"c2s","ns":"/x","transport":"polling"}"#,
      #"{"k":"open","n":2,"t":10,"c":"A","dir":"s2c","ns":"/x","cause":1,"id":"{socket:1}"}"#,
      #"{"k":"ev","n":3,"t":20,"c":"A","dir":"s2c","ns":"/x","cause":1,"event":"ask","args":["{message:1}"],"ack":9}"#,
      #"{"k":"ack","n":4,"t":30,"c":"A","dir":"c2s","ns":"/x","cause":3,"ack":9,"args":["{message:1}"]}"#
    )
    var stage = DriftStage(fixture)
    #expect(stage.run() == [])
    let message = stage.id("{message:1}")
    #expect(
      stage.actions.contains(
        .acknowledge(
          connection: "A", namespace: "/x", number: 9, arguments: [.string(message)],
          attachments: [])))
    stage = DriftStage(fixture)
    stage.edit = { line in
      guard case .event(var event) = line.content else { return line }
      event.acknowledgement = nil
      return FixtureLine(number: 3, time: line.time, cause: 1, .event(event))
    }
    #expect(stage.run() == ["line 4 event ask in /x: asks for no acknowledgement"])
  }

  @Test func `an id that has become another is not the end`() throws {
    // The room is another one than the channel of the session: after the timeout it is taken as it is.
    #expect(
      try Self.findings(10) {
        $0.saying { $0["roomId"] = "12345678-2222-4333-8444-555555555555" }
      } == [])
  }
}
