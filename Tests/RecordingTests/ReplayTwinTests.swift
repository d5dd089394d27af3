import ElizaModel
import JSON
import Testing

@testable import Recording

/// Several live clients at once that do what one was recorded to do.
@Suite struct ReplayTwinTests {
  private static let recording = """
    {"k":"head","n":0,"t":0,"format":"eliza-mock-recording/1","recordedAt":"2026-01-19T10:15:30.000Z"}
    {"k":"open","n":1,"t":0,"c":"A","dir":"c2s","transport":"websocket"}
    {"k":"open","n":2,"t":0,"c":"A","dir":"s2c","cause":1,"id":"{socket:1}"}
    {"k":"ev","n":3,"t":10,"c":"A","dir":"s2c","cause":1,"event":"hello","args":["{socket:1}","{client:1}"]}
    {"k":"ev","n":4,"t":100,"c":"A","dir":"c2s","event":"say","args":["hi"],"ack":0}
    {"k":"ev","n":5,"t":200,"c":"A","dir":"s2c","cause":4,"event":"said","args":["{socket:1}","{client:1}","{message:1}"]}
    {"k":"ack","n":6,"t":900,"c":"A","dir":"s2c","cause":4,"ack":0,"args":["{socket:1}","{client:1}"]}
    {"k":"req","n":7,"t":1000,"x":1,"method":"POST","target":"/ring"}
    {"k":"res","n":8,"t":1000,"x":1,"cause":7,"status":204}
    {"k":"ev","n":9,"t":1100,"c":"A","dir":"s2c","cause":7,"event":"ring","args":["{socket:1}"]}
    {"k":"end","n":10,"t":1100}

    """

  /// What a client hears: its connection, what it is and the socket it names.
  private struct Heard: Equatable {
    let connection: Int
    let what: String
    let socket: String
    var client = ""
    var message: String?
  }

  private static func replay(ignoring ignored: [String] = []) throws -> Replay {
    let fixture = try Fixture(parsing: Array(recording.utf8))
    #expect(RoundTrip.difference(in: fixture) == nil)
    var options = ReplayOptions(seed: 7, start: Timestamp(milliseconds: 0))
    options.ignored = try IgnoredFields(ignored)
    return Replay(fixture, options: options)
  }

  /// Lets a connection in under an id that tells whose it is.
  private static func connect(_ connection: Int, _ replay: inout Replay, at now: Duration) {
    let isKnown = replay.asked(connection, auth: nil, at: now)
    #expect(isKnown)
    replay.opened(connection, socket: "socket \(connection)", at: now)
  }

  private static func say(_ connection: Int, _ replay: inout Replay, at now: Duration) -> [Heard] {
    heard(
      replay.received(
        connection, name: "say", arguments: ["hi"], acknowledgement: connection, at: now))
  }

  private static func heard(_ actions: [ReplayAction]) -> [Heard] {
    actions.compactMap { action in
      switch action {
      case .emit(let connection, _, let name, let arguments, _, _):
        Heard(
          connection: connection, what: name, socket: arguments.first?.stringValue ?? "",
          client: arguments.count > 1 ? arguments[1].text : "",
          message: arguments.count > 2 ? arguments[2].text : nil)
      case .acknowledge(let connection, _, let number, let arguments, _):
        Heard(
          connection: connection, what: "ack \(number)",
          socket: arguments.first?.stringValue ?? "", client: arguments[1].text)
      default: nil
      }
    }
  }

  @Test("each hears his own answers under his own ids", arguments: [[], ["json.size"]])
  func tellsThemApart(_ ignored: [String]) throws {
    var replay = try Self.replay(ignoring: ignored)
    for connection in 1...3 { Self.connect(connection, &replay, at: .zero) }
    let greetings = Self.heard(replay.advance(to: .milliseconds(10)))
    #expect(greetings.map(\.connection) == [1, 2, 3])
    #expect(Set(greetings.map(\.client)).count == 3)
    var heard: [Heard] = []
    for connection in [2, 3, 1] {
      heard += Self.say(connection, &replay, at: .milliseconds(100 + connection))
    }
    heard += Self.heard(replay.advance(to: .seconds(2)))
    let all = greetings + heard
    #expect(Set(all.compactMap(\.message)).count == 3)
    for connection in 1...3 {
      let own = all.filter { $0.connection == connection }
      #expect(own.map(\.what) == ["hello", "said", "ack \(connection)"])
      #expect(own.allSatisfy { $0.socket == "socket \(connection)" })
      #expect(own.allSatisfy { $0.client == greetings[connection - 1].client })
    }
  }

  @Test("who comes when another has left disturbs none of those who are still there")
  func survivesThoseWhoLeave() throws {
    var replay = try Self.replay()
    for connection in 1...3 { Self.connect(connection, &replay, at: .zero) }
    replay.disconnected(3)
    Self.connect(4, &replay, at: .zero)
    _ = replay.advance(to: .milliseconds(10))
    let said = Self.say(1, &replay, at: .milliseconds(100))
    let heard = said + Self.heard(replay.advance(to: .seconds(2)))
    #expect(heard.map(\.connection) == [1, 1])
    #expect(heard.map(\.socket) == ["socket 1", "socket 1"])
    let before = replay.visitors.count
    for connection in [1, 2, 4] { replay.disconnected(connection) }
    Self.connect(5, &replay, at: .seconds(3))
    #expect(replay.visitors.count == before)
    #expect(replay.connections == [0: ["A": [5]]])
  }

  @Test("what a request brings about that says of nobody whose it is goes to who came last")
  func asksTheLatest() throws {
    var replay = try Self.replay()
    for connection in 1...2 { Self.connect(connection, &replay, at: .zero) }
    _ = replay.advance(to: .milliseconds(10))
    for connection in [2, 1] {
      let now = Duration.seconds(5 - connection)
      _ = replay.requested(exchange: 1, method: "POST", target: "/ring", body: .none, at: now)
      let rings = Self.heard(replay.advance(to: now + .milliseconds(100)))
      #expect(
        rings == [Heard(connection: connection, what: "ring", socket: "socket \(connection)")])
      replay.disconnected(connection)
    }
  }
}
