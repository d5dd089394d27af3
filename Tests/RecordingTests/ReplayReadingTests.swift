import ElizaModel
import JSON
import Testing

@testable import Recording

/// Which of several recorded answers somebody gets who asks the same more than once.
@Suite struct ReplayReadingTests {
  /// Looks at the state at these times, and what else happens, each with a time.
  private static func fixture(looks: [Int], writes: [Int] = [], events: [Int] = []) throws
    -> Fixture
  {
    var lines: [(time: Int, text: String)] = []
    for (number, time) in looks.enumerated() {
      lines.append((time, #""k":"req","x":\#(number),"method":"GET","target":"/state""#))
      lines.append((time, #""k":"res","x":\#(number),"status":200,"json":{"at":\#(time)}"#))
    }
    for (number, time) in writes.enumerated() {
      let exchange = 100 + number
      lines.append((time, #""k":"req","x":\#(exchange),"method":"POST","target":"/do""#))
      lines.append((time, #""k":"res","x":\#(exchange),"status":204"#))
    }
    for time in events {
      lines.append((time, #""k":"ev","c":"A","dir":"s2c","event":"news","args":[]"#))
    }
    var text = #"{"k":"head","n":0,"t":0,"format":"eliza-mock-recording/1","#
    text += #""recordedAt":"2026-01-19T10:15:30.000Z"}"# + "\n"
    text += #"{"k":"open","n":1,"t":0,"c":"A","dir":"c2s","transport":"websocket"}"# + "\n"
    let sorted = lines.enumerated().sorted {
      ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
    }
    var requests: [Int: Int] = [:]
    for (place, line) in sorted.enumerated() {
      let number = place + 2
      let exchange = line.element.text.firstRange(of: #""x":"#).flatMap { range in
        Int(line.element.text[range.upperBound...].prefix { $0.isNumber })
      }
      var cause = #","cause":1"#
      if let exchange {
        if let request = requests[exchange] { cause = #","cause":\#(request)"# } else { cause = "" }
        requests[exchange] = requests[exchange] ?? number
      }
      text += #"{\#(line.element.text),"n":\#(number),"t":\#(line.element.time)\#(cause)}"# + "\n"
    }
    return try Fixture(parsing: Array(text.utf8))
  }

  private static func replay(_ fixture: Fixture, speed: Double? = 1) -> Replay {
    var replay = Replay(
      fixture, options: ReplayOptions(speed: speed, seed: 7, start: Timestamp(milliseconds: 0)))
    _ = replay.connected(1, auth: nil, at: .zero)
    _ = replay.advance(to: .zero)
    return replay
  }

  /// What somebody sees who looks at these times.
  private static func seen(_ replay: inout Replay, at times: [Int]) -> [Int64] {
    times.compactMap { time in
      let now = Duration.milliseconds(time)
      let heard = replay.advance(to: now)
      var actions = replay.requested(
        exchange: time, method: "GET", target: "/state", body: .none, at: now)
      actions += replay.advance(to: now)
      _ = heard
      for case .respond(_, 200, _, .json(let body)) in actions { return body["at"]?.intValue }
      return nil
    }
  }

  private static func act(_ replay: inout Replay, at time: Int) {
    let now = Duration.milliseconds(time)
    _ = replay.requested(exchange: 0, method: "POST", target: "/do", body: .none, at: now)
    _ = replay.advance(to: now)
  }

  @Test("who asks twice within what a busy machine is late by is answered in order")
  func keepsTheOrderOfBursts() throws {
    let fixture = try Self.fixture(looks: [1_000, 1_004, 1_009, 5_000])
    var replay = Self.replay(fixture)
    #expect(Self.seen(&replay, at: [1_020, 1_021, 1_022]) == [1_000, 1_004, 1_009])
    replay = Self.replay(fixture, speed: 10)
    #expect(Self.seen(&replay, at: [102, 103, 104]) == [1_000, 1_004, 1_009])
  }

  @Test("who asks late hears how things stand then, and never how they stood before")
  func neverGoesBack() throws {
    var replay = Self.replay(try Self.fixture(looks: [1_000, 2_000, 3_000, 4_000, 5_000]))
    #expect(Self.seen(&replay, at: [3_500, 4_500, 5_500, 6_000]) == [3_000, 4_000, 5_000, 5_000])
    replay = Self.replay(try Self.fixture(looks: [1_000, 2_000, 3_000, 4_000]))
    #expect(Self.seen(&replay, at: [3_500, 3_600, 4_500]) == [3_000, 4_000, 4_000])
  }

  @Test("what was done or told between two answers parts them, however near they are")
  func heedsWhatHappensBetween() throws {
    var replay = Self.replay(try Self.fixture(looks: [1_000, 1_020], writes: [1_010]))
    Self.act(&replay, at: 1_012)
    #expect(Self.seen(&replay, at: [1_030]) == [1_020])
    replay = Self.replay(try Self.fixture(looks: [1_000, 1_020], events: [1_010]))
    #expect(Self.seen(&replay, at: [1_030]) == [1_020])
  }

  @Test("where no time passes, answers come in their order, but for what was overtaken")
  func goesByOrderWithoutTime() throws {
    var replay = Self.replay(try Self.fixture(looks: [1_000, 2_000, 3_000]), speed: nil)
    #expect(Self.seen(&replay, at: [0, 0, 0, 0]) == [1_000, 2_000, 3_000, 3_000])
    replay = Self.replay(
      try Self.fixture(looks: [1_000, 2_000, 4_000, 5_000], events: [3_000]), speed: nil)
    #expect(Self.seen(&replay, at: [0, 0]) == [4_000, 5_000])
    replay = Self.replay(
      try Self.fixture(looks: [1_000, 3_000, 4_000, 6_000], writes: [2_000, 5_000]), speed: nil)
    #expect(Self.seen(&replay, at: [0]) == [1_000])
    Self.act(&replay, at: 1)
    #expect(Self.seen(&replay, at: [1, 1]) == [3_000, 4_000])
    Self.act(&replay, at: 2)
    #expect(Self.seen(&replay, at: [2, 2]) == [6_000, 6_000])
  }
}
