import ElizaModel
import HTTP1
import JSON
import Testing

@testable import Recording

/// Live clients talk to a replayed conversation in their own ways.
@Suite struct ReplayTests {
  private static let agent = "11111111-2222-4333-8444-555555555555"
  private static let user = "aaaaaaaa-2222-4333-8444-555555555555"
  private static let other = "bbbbbbbb-2222-4333-8444-555555555555"

  /// A session, a socket, one question with its echo and its answer 800 ms later, and a look at the history.
  private static func fixture() throws -> Fixture {
    let text = """
      {"k":"head","n":0,"t":0,"format":"eliza-mock-recording/1","recordedAt":"2026-01-19T10:15:30.000Z","redaction":"default"}
      {"k":"req","n":1,"t":0,"x":1,"method":"POST","target":"/api/messaging/sessions","json":{"agentId":"{agent:1}","userId":"{user:1}"}}
      {"k":"res","n":2,"t":50,"x":1,"cause":1,"status":201,"json":{"sessionId":"{session:1}","channelId":"{channel:1}","createdAt":"{time:+40}"}}
      {"k":"open","n":3,"t":100,"c":"A","dir":"c2s","transport":"websocket","auth":{"entityId":"{user:1}"}}
      {"k":"open","n":4,"t":110,"c":"A","dir":"s2c","cause":3,"id":"{socket:1}"}
      {"k":"ev","n":5,"t":200,"c":"A","dir":"c2s","event":"message","args":[{"type":2,"payload":{"channelId":"{channel:1}","message":"Hello","messageId":"{message:1}"}}]}
      {"k":"ev","n":6,"t":220,"c":"A","dir":"s2c","cause":5,"event":"messageAck","args":[{"clientMessageId":"{message:1}","messageId":"{message:2}"}]}
      {"k":"ev","n":7,"t":1000,"c":"A","dir":"s2c","cause":5,"event":"messageBroadcast","args":[{"id":"{message:3}","text":"Hi","roomId":"{channel:1}","createdAt":"{epoch:+990}"}]}
      {"k":"req","n":8,"t":1500,"x":2,"method":"GET","target":"/api/messaging/sessions/{session:1}/messages?limit=5&page=1"}
      {"k":"res","n":9,"t":1510,"x":2,"cause":8,"status":200,"json":{"messages":[{"id":"{message:3}","createdAt":"{time:+990}"}]}}
      {"k":"end","n":10,"t":1600}
      """
    return try Fixture(parsing: Array((text + "\n").utf8))
  }

  private static func replay(
    _ mode: ReplayOptions.Mode = .causal, speed: Double? = 1
  ) throws -> Replay {
    let start = Timestamp(milliseconds: 1_800_000_000_000)
    return Replay(
      try fixture(), options: ReplayOptions(mode: mode, speed: speed, seed: 7, start: start))
  }

  private static func ask(_ user: String) -> RecordedBody {
    .json(["userId": .string(user), "agentId": .string(agent)])
  }

  private static func question(_ channel: String, _ text: String = "Hello") -> [JSON] {
    [
      [
        "type": 2,
        "payload": ["message": .string(text), "messageId": "mine", "channelId": .string(channel)],
      ]
    ]
  }

  /// Creates a session and connects; gives the channel.
  private static func begin(
    _ replay: inout Replay, _ user: String = user, exchange: Int = 1, connection: Int = 1,
    at time: Duration = .zero
  ) throws -> (session: String, channel: String) {
    _ = replay.requested(
      exchange: exchange, method: "POST", target: "/api/messaging/sessions", body: ask(user),
      at: time)
    let answered = replay.advance(to: time + .milliseconds(50))
    _ = replay.connected(
      connection, auth: ["entityId": .string(user)], at: time + .milliseconds(50))
    _ = replay.advance(to: time + .milliseconds(60))
    let body = try #require(answered.compactMap(\.json).first)
    return (
      try #require(body["sessionId"]?.stringValue), try #require(body["channelId"]?.stringValue)
    )
  }

  @Test func `answers come as long after their cause as in the recording`() throws {
    var replay = try Self.replay()
    let (_, channel) = try Self.begin(&replay)
    let start = Duration.seconds(60)
    #expect(replay.received(1, name: "message", arguments: Self.question(channel), at: start) == [])
    #expect(replay.nextDue == start + .milliseconds(20))
    let acked = replay.advance(to: start + .milliseconds(799))
    #expect(acked.map(\.event) == ["messageAck"])
    #expect(acked.first?.argument?["clientMessageId"] == "mine")
    let answered = replay.advance(to: start + .milliseconds(800))
    #expect(answered.map(\.event) == ["messageBroadcast"])
    #expect(answered.first?.argument?["roomId"]?.stringValue == channel)
    #expect(answered.first?.argument?["createdAt"]?.intValue == 1_800_000_060_790)
  }

  @Test func `any number of users has the conversation`() throws {
    var replay = try Self.replay(speed: nil)
    for number in 1...1_200 {
      let user = "11111111-2222-4333-8444-" + String(String(1_000_000_000_000 + number).suffix(12))
      let now = Duration.milliseconds(number)
      _ = replay.requested(
        exchange: number, method: "POST", target: "/api/messaging/sessions", body: Self.ask(user),
        at: now)
      guard case .respond(number, 201, _, .json(let body))? = replay.advance(to: now).first else {
        Issue.record("user \(number) has no answer")
        return
      }
      #expect(body["userId"]?.stringValue ?? user == user)
    }
    #expect(replay.visitors.count == 1_200)
  }

  @Test func `what is looked at twice is the same`() throws {
    let text = #"""
      {"k":"head","n":0,"t":0,"format":"eliza-mock-recording/1","recordedAt":"2026-01-19T10:15:30.000Z"}
      {"k":"req","n":1,"t":0,"x":1,"method":"GET","target":"/api/dm?with={user:1}"}
      {"k":"res","n":2,"t":5,"x":1,"cause":1,"status":200,"json":{"id":"{channel:1}","at":"{time:+3}"}}
      {"k":"req","n":3,"t":9,"x":2,"method":"GET","target":"/api/channels/{channel:1}"}
      {"k":"res","n":4,"t":9,"x":2,"cause":3,"status":200,"json":{"id":"{channel:1}"}}
      {"k":"end","n":5,"t":10}

      """#
    var replay = Replay(
      try Fixture(parsing: Array(text.utf8)),
      options: ReplayOptions(speed: nil, seed: 7, start: Timestamp(milliseconds: 0)))
    let target = "/api/dm?with=11111111-2222-4333-8444-555555555555"
    var bodies: [JSON] = []
    for (exchange, now) in [(1, Duration.zero), (2, .seconds(5)), (3, .seconds(9))] {
      _ = replay.requested(
        exchange: exchange, method: "GET", target: target, body: .none, at: now)
      let actions = replay.advance(to: now)
      guard case .respond(exchange, 200, _, .json(let body))? = actions.first else {
        Issue.record("answered with \(actions)")
        return
      }
      bodies.append(body)
    }
    #expect(bodies[1] == bodies[0] && bodies[2] == bodies[0])
    let id = try #require(bodies[0]["id"]?.stringValue)
    _ = replay.requested(
      exchange: 4, method: "GET", target: "/api/channels/\(id)", body: .none, at: .seconds(9))
    let looked = replay.advance(to: .seconds(9))
    guard case .respond(4, 200, _, .json(let body))? = looked.first, body["id"] == bodies[0]["id"]
    else {
      Issue.record("answered with \(looked)")
      return
    }
  }

  @Test(arguments: [(1e-300, 0.001), (0, 0.001), (1e300, 1e6), (-1, 0.001), (3, 3)])
  func `a speed is within bounds`(_ wished: Double, _ speed: Double) {
    #expect(ReplayOptions(speed: wished, start: Timestamp(milliseconds: 0)).speed == speed)
  }

  @Test func `speed divides the waits, and instant leaves none`() throws {
    var twice = try Self.replay(speed: 2)
    let (_, channel) = try Self.begin(&twice)
    _ = twice.received(1, name: "message", arguments: Self.question(channel), at: .seconds(9))
    #expect(twice.nextDue == .seconds(9) + .milliseconds(10))
    var instant = try Self.replay(speed: nil)
    let (_, other) = try Self.begin(&instant)
    let now = instant.received(
      1, name: "message", arguments: Self.question(other), at: .seconds(9))
    let rest = instant.advance(to: .seconds(9))
    #expect((now + rest).map(\.event) == ["messageAck", "messageBroadcast"])
  }

  @Test func `stepped events wait to be asked for`() throws {
    var replay = try Self.replay(.stepped)
    let (_, channel) = try Self.begin(&replay)
    _ = replay.received(1, name: "message", arguments: Self.question(channel), at: .seconds(1))
    #expect(replay.advance(to: .seconds(99)) == [])
    #expect(replay.step(at: .seconds(99)).map(\.event) == ["messageAck"])
    #expect(replay.step(at: .seconds(99)).map(\.event) == ["messageBroadcast"])
    #expect(replay.step(at: .seconds(99)) == [])
  }

  @Test func `a question asked again is answered again, under new ids`() throws {
    var replay = try Self.replay(speed: nil)
    let (_, channel) = try Self.begin(&replay)
    var ids: Set<String> = []
    for _ in 0..<3 {
      let now = replay.received(
        1, name: "message", arguments: Self.question(channel), at: .seconds(1))
      let all = now + replay.advance(to: .seconds(1))
      #expect(all.map(\.event) == ["messageAck", "messageBroadcast"])
      ids.formUnion(all.compactMap { $0.argument?["id"]?.stringValue })
    }
    #expect(ids.count == 3)
  }

  @Test func `two users have the conversation each for himself`() throws {
    var replay = try Self.replay()
    let first = try Self.begin(&replay)
    let second = try Self.begin(
      &replay, Self.other, exchange: 2, connection: 2, at: .seconds(5))
    #expect(first.session != second.session)
    #expect(first.channel != second.channel)
    _ = replay.received(
      1, name: "message", arguments: Self.question(first.channel), at: .seconds(10))
    _ = replay.received(
      2, name: "message", arguments: Self.question(second.channel), at: .seconds(10))
    let all = replay.advance(to: .seconds(20))
    #expect(all.count == 4)
    for (connection, channel) in [(1, first.channel), (2, second.channel)] {
      let rooms = all.filter { $0.connection == connection }
        .compactMap { $0.argument?["roomId"]?.stringValue }
      #expect(rooms == [channel])
    }
  }

  @Test func `the order of members and of a query does not count, and history keeps its ids`()
    throws
  {
    var replay = try Self.replay(speed: nil)
    let (session, channel) = try Self.begin(&replay)
    let sent = replay.received(
      1, name: "message", arguments: Self.question(channel), at: .seconds(1))
    let events = sent + replay.advance(to: .seconds(1))
    let actions = replay.requested(
      exchange: 5, method: "GET",
      target: "/api/messaging/sessions/\(session)/messages?page=1&limit=5", body: .none,
      at: .seconds(2))
    let history = (actions + replay.advance(to: .seconds(2))).compactMap(\.json).first
    #expect(history?.at("messages[0].id") == events.last?.argument?["id"])
  }

  @Test func `what nothing fits is explained by what comes nearest`() throws {
    var replay = try Self.replay()
    let (_, channel) = try Self.begin(&replay)
    let missed = replay.received(
      1, name: "message", arguments: Self.question(channel, "Goodbye"), at: .seconds(1))
    #expect(
      missed.compactMap(\.miss).map(\.description) == [
        "nothing recorded fits event 'message'; the nearest is line 6, which differs at "
          + #"args[0].payload.message: recorded "Hello", got "Goodbye""#
      ])
    let unknown = replay.requested(
      exchange: 4, method: "GET",
      target: "/api/messaging/sessions/\(Self.other)/messages?limit=5&page=1",
      body: .none, at: .seconds(1))
    let said = try #require(unknown.compactMap(\.miss).first?.description)
    #expect(said.contains("the nearest is line 9, which differs at path"))
    let strange = replay.received(1, name: "typing", arguments: [], at: .seconds(1))
    #expect(
      strange.compactMap(\.miss).map(\.description) == [
        "nothing recorded fits event 'typing'; the nearest is line 6, which differs at "
          + #"event: recorded "message", got "typing" (and 1 more)"#
      ])
  }

  @Test func `the same seed makes the same ids`() throws {
    var one = try Self.replay()
    var two = try Self.replay()
    #expect(try Self.begin(&one) == Self.begin(&two))
  }

  /// An upgrade and an end are done by no comparison; what comes after them comes all the same.
  @Test("what follows lines that are not compared is played")
  func passesOverLinesThatAreNotCompared()
    throws
  {
    let text = """
      {"k":"head","n":0,"t":0,"format":"eliza-mock-recording/1","recordedAt":"2026-01-19T10:15:30.000Z","redaction":"default"}
      {"k":"open","n":1,"t":0,"c":"A","dir":"c2s","transport":"polling"}
      {"k":"open","n":2,"t":0,"c":"A","dir":"s2c","cause":1,"id":"{socket:1}"}
      {"k":"up","n":3,"t":10,"c":"A","cause":1,"transport":"websocket"}
      {"k":"ev","n":4,"t":100,"c":"A","dir":"s2c","event":"ask","args":[],"ack":0}
      {"k":"ack","n":5,"t":150,"c":"A","dir":"c2s","cause":4,"ack":0,"args":["yes"]}
      {"k":"ev","n":6,"t":200,"c":"A","dir":"s2c","cause":5,"event":"thanks","args":[]}
      {"k":"req","n":7,"t":1000,"x":1,"method":"GET","target":"/state"}
      {"k":"res","n":8,"t":1000,"x":1,"cause":7,"status":200,"json":{"state":"early"}}
      {"k":"req","n":9,"t":2000,"x":2,"method":"GET","target":"/state"}
      {"k":"res","n":10,"t":2000,"x":2,"cause":9,"status":200,"json":{"state":"late"}}
      {"k":"end","n":11,"t":2100}
      """
    let fixture = try Fixture(parsing: Array((text + "\n").utf8))
    var replay = Replay(
      fixture, options: ReplayOptions(seed: 7, start: Timestamp(milliseconds: 0)))
    _ = replay.connected(1, auth: nil, at: .zero)
    #expect(replay.advance(to: .milliseconds(150)).map(\.event).last == "ask")
    _ = replay.acknowledged(1, number: 0, arguments: ["yes"], at: .milliseconds(150))
    #expect(replay.advance(to: .milliseconds(200)).map(\.event) == ["thanks"])
    _ = replay.requested(
      exchange: 1, method: "GET", target: "/state", body: .none, at: .milliseconds(2_050))
    let answers = replay.advance(to: .milliseconds(2_050))
    #expect(answers.first?.json == ["state": "late"], "who asks late hears how things stand then")
  }

  @Test("in exact mode a line keeps to the recording's own clock, but never comes before its cause")
  func exactKeepsToTheRecording() throws {
    var replay = try Self.replay(.exact)
    let (_, channel) = try Self.begin(&replay)
    // Recorded at 200 ms, with an answer at 1000 ms.
    _ = replay.received(
      1, name: "message", arguments: Self.question(channel), at: .milliseconds(700))
    #expect(Self.texts(replay.advance(to: .milliseconds(999))).isEmpty)
    #expect(Self.texts(replay.advance(to: .milliseconds(1_000))) == ["Hi"])

    var late = try Self.replay(.exact)
    let (_, other) = try Self.begin(&late)
    _ = late.received(
      1, name: "message", arguments: Self.question(other), at: .milliseconds(5_000))
    #expect(Self.texts(late.advance(to: .milliseconds(5_000))) == ["Hi"])
  }

  private static func texts(_ actions: [ReplayAction]) -> [String] {
    actions.compactMap { action in
      guard case .emit(_, _, "messageBroadcast", let arguments, _, _) = action else { return nil }
      return arguments.first?["text"]?.stringValue
    }
  }
}

extension ReplayAction {
  fileprivate var json: JSON? {
    if case .respond(_, _, _, .json(let json)) = self { json } else { nil }
  }

  fileprivate var event: String {
    if case .emit(_, _, let name, _, _, _) = self { name } else { "\(self)" }
  }

  fileprivate var argument: JSON? {
    if case .emit(_, _, _, let arguments, _, _) = self { arguments.first } else { nil }
  }

  fileprivate var connection: Int? {
    if case .emit(let connection, _, _, _, _, _) = self { connection } else { nil }
  }

  fileprivate var miss: ReplayMiss? {
    if case .miss(let miss) = self { miss } else { nil }
  }
}
