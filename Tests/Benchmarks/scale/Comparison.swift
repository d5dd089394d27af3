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

    var ratio: Double { large / small }

    var description: String {
      let padded = name.padding(to: 44)
      return "\(padded) \(Comparison.text(small)) µs  \(Comparison.text(large)) µs  × "
        + Comparison.text(ratio)
    }
  }

  private static let roundCount = 15
  private static let roundLength = 200

  private let name: String
  private let action: (Town, _ index: Int) -> Void

  /// Everything that happens often.
  static var all: [Comparison] {
    [
      Comparison("send, store, broadcast, acknowledge, answer", say),
      Comparison("join a room and leave it", join),
      Comparison("connect and disconnect") { town, _ in town.connect().abort() },
      Comparison("start a timer and stop it", time),
      Comparison("POST a session", createSession),
      Comparison("GET a session") { town, index in
        town.call(.get, "/api/messaging/sessions/\(town.sessionIDs[index])")
      },
      Comparison("POST a message to a session", post),
      Comparison("GET a session's messages") { town, index in
        town.call(.get, "/api/messaging/sessions/\(town.sessionIDs[index])/messages?limit=10")
      },
      Comparison("GET the latest of a long history") { town, _ in
        town.call(.get, "/api/messaging/central-channels/\(town.archive.id)/messages?limit=10")
      },
      Comparison("GET from the middle of a long history", page),
      Comparison("GET ping") { town, _ in town.call(.get, "/api/server/ping") },
    ]
  }

  private init(_ name: String, _ action: @escaping (Town, _ index: Int) -> Void) {
    self.name = name
    self.action = action
  }

  /// Measures both, turn by turn, and takes the quickest round of each.
  func measure(_ small: Town, _ large: Town) -> Row {
    var best = (small: Double.infinity, large: Double.infinity)
    for round in 0..<Self.roundCount {
      best.small = min(best.small, time(small, round))
      best.large = min(best.large, time(large, round))
    }
    return Row(name: name, small: best.small, large: best.large)
  }

  /// A number with two digits behind the point.
  static func text(_ number: Double) -> String {
    let hundredths = Int((number * 100).rounded())
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// Microseconds of one operation, each on another client.
  private func time(_ town: Town, _ round: Int) -> Double {
    let start = Stopwatch.nanoseconds
    for step in 0..<Self.roundLength {
      action(town, (round * Self.roundLength + step) &* 7_919 % town.size)
    }
    return Double(Stopwatch.nanoseconds - start) / Double(Self.roundLength) / 1_000
  }
}

extension Comparison {
  private static func say(_ town: Town, _ index: Int) {
    town.streams[index].receive(
      Town.event(
        2,
        [
          "channelId": .string(town.channelIDs[index]), "senderId": .string(Town.userID),
          "message": "I feel sad today.", "messageId": "m\(index)",
          "messageServerId": .string(Identifier.defaultMessageServer),
        ]))
    town.world.clock.advance(by: .milliseconds(1))
  }

  private static func join(_ town: Town, _ index: Int) {
    let room: JSON = ["channelId": "room \(index)"]
    town.streams[index].receive(Town.event(1, room))
    town.streams[index].receive(Array("42".utf8) + JSON.array(["leave", room]).serialized())
  }

  private static func time(_ town: Town, _ index: Int) {
    town.scheduler.cancel(town.scheduler.schedule(after: .seconds(25)) {})
  }

  private static func createSession(_ town: Town, _ index: Int) {
    town.call(
      .post, "/api/messaging/sessions",
      ["agentId": .string(Town.agentID), "userId": .string(Town.userID)])
  }

  private static func post(_ town: Town, _ index: Int) {
    town.call(
      .post, "/api/messaging/sessions/\(town.sessionIDs[index])/messages",
      ["content": "I feel sad today."])
    town.world.clock.advance(by: .milliseconds(1))
  }

  private static func page(_ town: Town, _ index: Int) {
    let middle = town.archive.messages[town.archive.messages.count / 2].createdAt.milliseconds
    town.call(
      .get, "/api/messaging/central-channels/\(town.archive.id)/messages?limit=10&before=\(middle)")
  }
}

extension String {
  /// The text with spaces behind it, `length` characters in all.
  fileprivate func padding(to length: Int) -> String {
    self + String(repeating: " ", count: max(0, length - count))
  }
}
