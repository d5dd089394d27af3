import ElizaModel
import HTTP1
import JSON
import Testing

@testable import Recording

/// What clients acknowledge, and what they only ask about.
@Suite struct ReplayAcknowledgementTests {
  private static let recording = """
    {"k":"head","n":0,"t":0,"format":"eliza-mock-recording/1","recordedAt":"2026-01-19T10:15:30.000Z"}
    {"k":"open","n":1,"t":0,"c":"A","dir":"c2s","transport":"websocket"}
    {"k":"ev","n":2,"t":10,"c":"A","dir":"s2c","cause":1,"event":"ask","args":["{id:1}"],"ack":4}
    {"k":"ev","n":3,"t":20,"c":"A","dir":"s2c","cause":1,"event":"tell","args":[],"ack":5}
    {"k":"ack","n":4,"t":100,"c":"A","dir":"c2s","ack":4,"args":[{"yes":true,"of":"{id:1}"}]}
    {"k":"ev","n":5,"t":150,"c":"A","dir":"s2c","cause":4,"event":"thanks","args":["{id:1}"]}
    {"k":"req","n":6,"t":200,"x":1,"method":"GET","target":"/state"}
    {"k":"res","n":7,"t":200,"x":1,"cause":6,"status":200,"headers":{"Content-Type":"application/json","X-Kept":"yes"},"json":{"state":1}}
    {"k":"req","n":8,"t":300,"x":2,"method":"GET","target":"/state"}
    {"k":"res","n":9,"t":300,"x":2,"cause":8,"status":200,"headers":{"Content-Type":"application/json"},"json":{"state":2}}
    {"k":"end","n":10,"t":300}

    """

  private static func replay() throws -> Replay {
    Replay(
      try Fixture(parsing: Array(recording.utf8)),
      options: ReplayOptions(seed: 7, start: Timestamp(milliseconds: 0)))
  }

  /// The names and first arguments of what goes out.
  private static func events(_ actions: [ReplayAction]) -> [String] {
    actions.compactMap { action in
      guard case .emit(_, _, let name, let arguments, _, _) = action else { return nil }
      return arguments.isEmpty ? name : "\(name) \(arguments[0].text)"
    }
  }

  /// Connects and gives the id that the server asks about.
  private static func begin(_ replay: inout Replay) throws -> JSON {
    _ = replay.connected(1, auth: nil, at: .zero)
    let asked = replay.advance(to: .seconds(1))
    guard case .emit(1, "/", "ask", let arguments, [], 4)? = asked.first else {
      throw FixtureError(line: 3, "\(asked)")
    }
    return try #require(arguments.first)
  }

  @Test("what the server said because of an acknowledgement comes as long after the live one")
  func goesOn() throws {
    var replay = try Self.replay()
    let id = try Self.begin(&replay)
    #expect(replay.nextDue == nil)
    let answer: JSON = ["of": id, "yes": true]
    #expect(replay.acknowledged(1, number: 4, arguments: [answer], at: .seconds(9)) == [])
    #expect(replay.nextDue == .seconds(9) + .milliseconds(50))
    #expect(Self.events(replay.advance(to: .seconds(10))) == ["thanks \(id.text)"])
    #expect(replay.playedCount == 2)
    #expect(replay.acknowledged(1, number: 4, arguments: [answer], at: .seconds(11)) == [])
    #expect(replay.nextDue == nil)
  }

  @Test("an acknowledgement with other values is a miss")
  func explainsOtherValues() throws {
    var replay = try Self.replay()
    let id = try Self.begin(&replay)
    let answer: JSON = ["of": id, "yes": false]
    let missed = replay.acknowledged(1, number: 4, arguments: [answer], at: .seconds(9))
    guard case .miss(let miss)? = missed.first else {
      Issue.record("\(missed)")
      return
    }
    #expect(
      miss.description
        == "nothing recorded fits the acknowledgement of event 'ask'; the nearest is line 5, "
        + "which differs at args[0].yes: recorded true, got false")
    #expect(replay.nextDue == nil)
  }

  @Test("what the recorded client never acknowledged leads to nothing")
  func passesOverOthers() throws {
    var replay = try Self.replay()
    _ = try Self.begin(&replay)
    #expect(replay.acknowledged(1, number: 5, arguments: [], at: .seconds(9)) == [])
    replay.disconnected(1)
    #expect(replay.acknowledged(1, number: 4, arguments: [], at: .seconds(9)) == [])
    #expect(replay.nextDue == nil)
  }

  @Test("an acknowledgement that never comes holds nothing up")
  func holdsNothingUp() throws {
    var replay = try Self.replay()
    _ = try Self.begin(&replay)
    _ = replay.requested(
      exchange: 1, method: "GET", target: "/state", body: .none, at: .seconds(9))
    let answers = replay.advance(to: .seconds(9))
    guard case .respond(1, 200, _, .json(let body))? = answers.first else {
      Issue.record("\(answers)")
      return
    }
    #expect(body == ["state": 2])
  }

  @Test("the recording is the same once it is replayed")
  func replaysAgainstItself() throws {
    let difference = RoundTrip.difference(in: try Fixture(parsing: Array(Self.recording.utf8)))
    #expect(difference == nil)
  }

  @Test("HEAD is answered from a GET, which is not played by it")
  func answersHead() throws {
    var replay = try Self.replay()
    for method in ["HEAD", "HEAD", "GET"] {
      _ = replay.requested(
        exchange: 1, method: method, target: "/state", body: .none, at: .zero)
      let answers = replay.advance(to: .zero)
      guard case .respond(1, 200, let headers, let body)? = answers.first else {
        Issue.record("\(method): \(answers)")
        return
      }
      #expect(headers["X-Kept"] == "yes")
      #expect(body == .json(["state": 1]))
      #expect(replay.playedCount == (method == "HEAD" ? 0 : 1))
    }
    let missed = replay.requested(
      exchange: 1, method: "HEAD", target: "/other", body: .none, at: .zero)
    guard case .miss(let miss)? = missed.first else {
      Issue.record("\(missed)")
      return
    }
    #expect(miss.description.hasPrefix("nothing recorded fits HEAD /other; the nearest is line 9"))
  }
}
