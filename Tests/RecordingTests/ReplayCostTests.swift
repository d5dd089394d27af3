import ElizaModel
import JSON
import Testing

@testable import Recording

/// What an exchange costs has nothing to do with how long the recording is: the lines that are read for it are counted.
@Suite struct ReplayCostTests {
  /// A replay at some round of a conversation, everything before it played.
  private struct Stage {
    let source: CountingSource
    var replay: Replay
    var now = Duration.zero

    init(rounds: Int, played: Int = 0) throws {
      source = CountingSource(LongChat(rounds: rounds).text)
      replay = Replay(
        try Fixture(reading: source),
        options: ReplayOptions(speed: nil, seed: 7, start: Timestamp(milliseconds: 0)))
      _ = replay.connected(1, auth: nil, at: now)
      _ = replay.advance(to: now)
      for round in 1..<played + 1 {
        _ = say("question \(round)", round)
        _ = say("always", 0)
      }
      _ = source.takeReads()
    }

    mutating func say(_ text: String, _ round: Int) -> [ReplayAction] {
      let arguments: [JSON] = [
        ["type": 2, "payload": ["message": .string(text), "round": JSON(round)]]
      ]
      let actions = replay.received(1, name: "message", arguments: arguments, at: now)
      return actions + replay.advance(to: now)
    }

    mutating func look() -> [ReplayAction] {
      let actions = replay.requested(
        exchange: 9, method: "GET", target: "/state?full=1", body: .none, at: now)
      return actions + replay.advance(to: now)
    }
  }

  /// The rounds that the answers tell, and the lines that were read for them.
  private static func cost(
    rounds: Int, played: Int = 0, _ body: (inout Stage) -> [ReplayAction]
  ) throws -> (rounds: [Int64], reads: Int) {
    var stage = try Stage(rounds: rounds, played: played)
    let actions = body(&stage)
    return (actions.compactMap(\.round), stage.source.takeReads())
  }

  @Test("the last question first")
  func findsWhatIsFarAhead() throws {
    for rounds in [10, 600] {
      let cost = try Self.cost(rounds: rounds) { $0.say("question \(rounds)", rounds) }
      #expect(cost.rounds == [Int64(rounds)])
      #expect(cost.reads == 2)
    }
  }

  @Test("a question like many that have been answered")
  func leapsOverWhatWasPlayed() throws {
    for rounds in [10, 600] {
      let cost = try Self.cost(rounds: rounds, played: rounds - 1) { $0.say("always", 0) }
      #expect(cost.rounds == [Int64(rounds)])
      #expect(cost.reads == 2)
    }
  }

  @Test("a question asked again when all have been asked")
  func repeatsTheLast() throws {
    for rounds in [10, 600] {
      let cost = try Self.cost(rounds: rounds, played: rounds) { $0.say("always", 0) }
      #expect(cost.rounds == [Int64(rounds)])
      #expect(cost.reads == 3)
    }
  }

  @Test("a state that was never looked at")
  func looksAtTheStateOfNow() throws {
    for rounds in [10, 600] {
      let cost = try Self.cost(rounds: rounds, played: rounds) { $0.look() }
      #expect(cost.rounds == [Int64(rounds)])
      #expect(cost.reads == 2)
    }
  }

  @Test("what nothing recorded fits is compared with no more than a thousand lines")
  func explainsAMiss() throws {
    let few = try Self.cost(rounds: 10) { $0.say("never", 0) }
    #expect(few.reads == 20)
    let many = try Self.cost(rounds: 600, played: 300) { $0.say("never", 0) }
    #expect(many.reads == 1_000)
  }

  /// All of them say the same, each in a session of his own.
  @Test("one of many users who all do the same")
  func findsTheLineOfAUser() throws {
    for users in [10, 600] {
      var text = String(LongChat(rounds: 1).text.prefix { $0 != "\n" }) + "\n"
      for user in 1...users {
        let number = user * 2 - 1
        text +=
          #"{"k":"req","n":\#(number),"t":0,"x":\#(user),"method":"POST","target":"/join","json":{"name":"\#(user)"}}"#
          + "\n"
          + #"{"k":"res","n":\#(number + 1),"t":0,"x":\#(user),"cause":\#(number),"status":201,"headers":{},"json":{"room":"{room:\#(user)}"}}"#
          + "\n"
      }
      for user in 1...users {
        let number = users * 2 + user * 2 - 1
        text +=
          #"{"k":"req","n":\#(number),"t":9,"x":\#(number),"method":"POST","target":"/rooms/{room:\#(user)}","json":{"say":"hi"}}"#
          + "\n"
          + #"{"k":"res","n":\#(number + 1),"t":9,"x":\#(number),"cause":\#(number),"status":201,"json":{"round":\#(user)}}"#
          + "\n"
      }
      let source = CountingSource(text)
      var replay = Replay(
        try Fixture(reading: source),
        options: ReplayOptions(speed: nil, seed: 7, start: Timestamp(milliseconds: 0)))
      var rooms: [String] = []
      for user in 1...users {
        let actions = replay.requested(
          exchange: user, method: "POST", target: "/join",
          body: .json(["name": .string("\(user)")]), at: .zero)
        for case .respond(_, _, _, .json(let json)) in actions + replay.advance(to: .zero) {
          rooms.append(json["room"]?.stringValue ?? "")
        }
      }
      #expect(Set(rooms).count == users)
      _ = source.takeReads()
      let actions = replay.requested(
        exchange: 0, method: "POST", target: "/rooms/\(rooms[users - 1])",
        body: .json(["say": "hi"]), at: .zero)
      #expect((actions + replay.advance(to: .zero)).compactMap(\.round) == [Int64(users)])
      #expect(source.takeReads() == 2)
    }
  }

  @Test("a line with many consequences brings them on one by one")
  func bringsOnOneByOne() throws {
    var text = LongChat(rounds: 1).text
    for number in 9..<600 {
      text +=
        #"{"k":"ev","n":\#(number),"t":2000,"c":"A","dir":"s2c","cause":1,"event":"answer","args":[{"round":\#(number)}]}"#
        + "\n"
    }
    let source = CountingSource(text)
    var replay = Replay(
      try Fixture(reading: source),
      options: ReplayOptions(seed: 7, start: Timestamp(milliseconds: 0)))
    _ = source.takeReads()
    _ = replay.connected(1, auth: nil, at: .zero)
    _ = replay.advance(to: .zero)
    #expect(source.takeReads() == 2)
    #expect(replay.nextDue == .seconds(2))
    #expect(replay.advance(to: .seconds(2)).compactMap(\.round) == Array(9..<600))
    #expect(replay.nextDue == nil)
  }
}

extension ReplayAction {
  /// What an answer says of itself.
  fileprivate var round: Int64? {
    switch self {
    case .respond(_, _, _, .json(let json)): json["round"]?.intValue
    case .emit(_, _, "answer", let arguments, _, _): arguments.first?["round"]?.intValue
    default: nil
    }
  }
}
