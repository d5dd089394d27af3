import ElizaDomain
import ElizaModel
import HTTP1
import JSON
import TestSupport

/// One operation, measured in a small and in a large server.
struct Comparison {
  /// What it costs in each.
  struct Row: CustomStringConvertible {
    let name: String
    let small: Double
    let large: Double

    /// How many operations did not do what they are for: what is refused costs nothing to compare.
    let failureCount: Int

    var ratio: Double { large / small }

    var description: String {
      let padded = name.padding(to: 44)
      return "\(padded) \(Comparison.text(small)) µs  \(Comparison.text(large)) µs  × "
        + Comparison.text(ratio) + (failureCount == 0 ? "" : "  FAILED \(failureCount) times")
    }
  }

  private static let roundCount = 15
  private static let roundLength = 200

  private let name: String
  private let action: (Town, _ index: Int) -> Bool
  private var failureCount = 0

  /// Everything that happens often.
  static var all: [Comparison] {
    [
      Comparison("send, store, broadcast, acknowledge, answer", say),
      Comparison("join a room and leave it", join),
      Comparison("connect and disconnect", connect),
      Comparison("start a timer and stop it", time),
      Comparison("POST a session", createSession),
      Comparison("GET a session") { town, index in
        town.call(.get, "/api/messaging/sessions/\(town.sessionIDs[index])") == 200
      },
      Comparison("POST a message to a session", post),
      Comparison("GET a session's messages") { town, index in
        town.call(.get, "/api/messaging/sessions/\(town.sessionIDs[index])/messages?limit=10")
          == 200
      },
      Comparison("GET the latest of a long history") { town, _ in
        town.call(.get, "/api/messaging/central-channels/\(town.archive.id)/messages?limit=10")
          == 200
      },
      Comparison("GET from the middle of a long history", page),
      Comparison("GET ping") { town, _ in town.call(.get, "/api/server/ping") == 200 },
    ]
  }

  /// An `action` answers whether it did what it is for.
  private init(_ name: String, _ action: @escaping (Town, _ index: Int) -> Bool) {
    self.name = name
    self.action = action
  }

  /// Measures both, turn by turn, and takes the quickest round of each.
  mutating func measure(_ small: Town, _ large: Town) -> Row {
    var best = (small: Double.infinity, large: Double.infinity)
    for round in 0..<Self.roundCount {
      best.small = min(best.small, time(small, round))
      best.large = min(best.large, time(large, round))
    }
    return Row(name: name, small: best.small, large: best.large, failureCount: failureCount)
  }

  /// A number with two digits behind the point.
  static func text(_ number: Double) -> String {
    let hundredths = Int((number * 100).rounded())
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// Microseconds of one operation, each on another client.
  private mutating func time(_ town: Town, _ round: Int) -> Double {
    let start = Stopwatch.nanoseconds
    for step in 0..<Self.roundLength {
      let hasWorked = action(town, (round * Self.roundLength + step) &* 7_919 % town.size)
      failureCount += hasWorked ? 0 : 1
    }
    return Double(Stopwatch.nanoseconds - start) / Double(Self.roundLength) / 1_000
  }
}

extension Comparison {
  private static func say(_ town: Town, _ index: Int) -> Bool {
    let stream = town.streams[index]
    let count = stream.messageCount
    stream.receive(
      Town.event(
        2,
        [
          "channelId": .string(town.channelIDs[index]), "senderId": .string(Town.userID),
          "message": "I feel sad today.", "messageId": "m\(index)",
          "messageServerId": .string(Identifier.defaultMessageServer),
        ]))
    town.world.clock.advance(by: .milliseconds(1))
    // The message, its acknowledgement, and at least the answer.
    return stream.messageCount >= count + 3
  }

  private static func join(_ town: Town, _ index: Int) -> Bool {
    let stream = town.streams[index]
    let count = stream.messageCount
    let room: JSON = ["channelId": "room \(index)"]
    stream.receive(Town.event(1, room))
    stream.receive(Array("42".utf8) + JSON.array(["leave", room]).serialized())
    return stream.messageCount > count
  }

  private static func connect(_ town: Town, _ index: Int) -> Bool {
    let stream = town.connect()
    // Both openings, Engine.IO's and Socket.IO's.
    let isConnected = stream.messageCount >= 2
    stream.abort()
    return isConnected
  }

  private static func time(_ town: Town, _ index: Int) -> Bool {
    let count = town.scheduler.pendingCount
    let timer = town.scheduler.schedule(after: .seconds(25)) {}
    let isWaiting = town.scheduler.pendingCount == count + 1
    town.scheduler.cancel(timer)
    return isWaiting && town.scheduler.pendingCount == count
  }

  private static func createSession(_ town: Town, _ index: Int) -> Bool {
    town.call(
      .post, "/api/messaging/sessions",
      ["agentId": .string(Town.agentID), "userId": .string(Town.userID)]) == 201
  }

  private static func post(_ town: Town, _ index: Int) -> Bool {
    let status = town.call(
      .post, "/api/messaging/sessions/\(town.sessionIDs[index])/messages",
      ["content": "I feel sad today."])
    town.world.clock.advance(by: .milliseconds(1))
    return status == 201
  }

  private static func page(_ town: Town, _ index: Int) -> Bool {
    let middle = town.archive.messages[town.archive.messages.count / 2].createdAt.milliseconds
    return town.call(
      .get, "/api/messaging/central-channels/\(town.archive.id)/messages?limit=10&before=\(middle)")
      == 200
  }
}

extension String {
  /// The text with spaces behind it, `length` characters in all.
  fileprivate func padding(to length: Int) -> String {
    self + String(repeating: " ", count: max(0, length - count))
  }
}
