import JSON
import Testing

@testable import Recording

/// A recording held against servers that say the same in another order, or on another transport.
@Suite struct DriftOrderTests {
  /// What is found when each of some lines of the server is said in the place of another.
  private static func findings(_ fixture: Fixture, _ places: [Int: Int]) -> [String] {
    var stage = DriftStage(fixture)
    stage.edit = { fixture.lines[places[$0.number] ?? $0.number] }
    return stage.run()
  }

  /// A talk in which the client asks, where the number is 0, and the server says something because of the first
  /// question, the second and so on.
  private static func talk(_ events: [(question: Int, name: String)]) throws -> Fixture {
    var lines = [
      #"{"k":"open","n":1,"t":0,"c":"A","dir":"c2s","transport":"websocket"}"#,
      #"{"k":"open","n":2,"t":0,"c":"A","dir":"s2c","cause":1,"id":"{socket:1}"}"#,
    ]
    var questions: [Int] = []
    for (question, name) in events {
      let number = lines.count + 1
      let start = #"{"k":"ev","n":\#(number),"t":0,"c":"A","event":"\#(name)","args":[],"#
      if question == 0 {
        questions.append(number)
        lines.append(start + #""dir":"c2s"}"#)
      } else {
        lines.append(start + #""dir":"s2c","cause":\#(questions[question - 1])}"#)
      }
    }
    let head =
      #"{"k":"head","n":0,"t":0,"format":"eliza-mock-recording/1","recordedAt":"2026-01-19T10:15:30.000Z"}"#
    return try Fixture(parsing: Array(([head] + lines).map { $0 + "\n" }.joined().utf8))
  }

  @Test func `an event that comes earlier or later than it did`() throws {
    let fixture = try Self.talk([(0, "ask"), (1, "a"), (1, "b"), (1, "c"), (1, "d")])
    #expect(Self.findings(fixture, [:]) == [])
    #expect(
      Self.findings(fixture, [4: 5, 5: 4]) == [
        "line 6 event b: came before event a, which it followed"
      ])
    #expect(
      Self.findings(fixture, [4: 7, 5: 4, 6: 5, 7: 6]) == [
        "line 8 event d: came before event a, which it followed"
      ])
    #expect(
      Self.findings(fixture, [4: 5, 5: 6, 6: 7, 7: 4]) == [
        "line 5 event a: came after event d, which it preceded"
      ])
  }

  @Test func `a reply that is whole before its pieces`() throws {
    #expect(
      Self.findings(try DriftTests.chat(), [8: 10, 10: 8]) == [
        "line 11 event messageBroadcast: came before event messageStreamChunk, which it followed"
      ])
  }

  @Test func `what the recording has in both orders has none`() throws {
    let fixture = try Self.talk([
      (0, "ask"), (1, "a"), (1, "b"), (0, "ask"), (2, "b"), (2, "a"),
    ])
    #expect(Self.findings(fixture, [4: 5, 5: 4]) == [])
  }

  @Test func `what two questions brought at the same time is not told apart`() throws {
    let fixture = try Self.talk([
      (0, "ask"), (0, "ask"), (1, "a"), (2, "a"), (1, "b"), (2, "b"),
    ])
    #expect(Self.findings(fixture, [5: 7, 7: 5, 6: 8, 8: 6]) == [])
  }

  @Test func `where one of a name is missing, nobody knows which`() throws {
    let fixture = try Self.talk([(0, "ask"), (1, "a"), (1, "b"), (1, "a"), (1, "c")])
    var stage = DriftStage(fixture)
    stage.edit = { $0.number == 4 ? nil : $0 }
    #expect(stage.run() == ["line 7 event a: not sent by the target"])
  }

  @Test func `a connection that does not go on to a WebSocket`() throws {
    let fixture = try DriftTests.fixture(
      #"{"k":"open","n":1,"t":0,"c":"A","dir":"c2s","transport":"polling"}"#,
      #"{"k":"open","n":2,"t":10,"c":"A","dir":"s2c","cause":1,"id":"{socket:1}"}"#,
      #"{"k":"up","n":3,"t":20,"c":"A","cause":1,"transport":"websocket"}"#)
    var stage = DriftStage(fixture)
    #expect(stage.run() == [])
    for (isOffered, words) in [
      (true, "refused the WebSocket that it offers"), (false, "offered no WebSocket"),
    ] {
      stage = DriftStage(fixture)
      stage.stays = isOffered
      #expect(
        stage.run() == [
          "line 4 connection A: \(words), to which the recorded connection went on"
        ])
    }
    stage = DriftStage(fixture)
    stage.edit = { $0.number == 3 ? nil : $0 }
    #expect(stage.run() == ["line 4 connection A: did not go on to a WebSocket"])
    stage = DriftStage(fixture)
    stage.edit = { line in
      let opening = RecordedOpening(connection: "A", direction: .toClient, error: "no")
      return line.number == 2
        ? FixtureLine(number: 2, time: line.time, cause: 1, .open(opening)) : nil
    }
    #expect(stage.run() == [#"line 3 connection A: refused: "no""#])
  }
}
