import ElizaDomain
import HostInterface
import JSON
import TestSupport

/// What was sent, what was promised, and everything that was found wrong.
final class Ledger {
  /// A message as its author knows it.
  final class Sent {
    let text: String
    let author: String
    /// The id the page gave it; nil for messages that go by HTTP.
    let clientID: String?
    let place: Place
    /// Whether its author says the same thing over and over.
    var isRepeated = false
    /// Whether the reply goes to the caller instead of the room.
    var isAnsweredToCaller = false
    /// The id the server gave it, once that has been acknowledged.
    var messageID: String?

    init(text: String, author: String, clientID: String?, place: Place) {
      self.text = text
      self.author = author
      self.clientID = clientID
      self.place = place
    }
  }

  /// Sums over one simulation.
  struct Tally {
    var messages = 0
    var acknowledged = 0
    var deliveries = 0
    var replies = 0
    var connections = 0
    var upgrades = 0
    var losses = 0
    var catchUps = 0
    /// How often connections and sessions ended for each reason, and other events of interest.
    var events: [String: Int] = [:]
  }

  private static let failureLimit = 12

  let world: World
  var tally = Tally()
  private(set) var failures: [String] = []
  private(set) var sent: [String: Sent] = [:]
  private let clock: ManualScheduler
  private let trace: Trace

  init(world: World, clock: ManualScheduler, trace: Trace) {
    self.world = world
    self.clock = clock
    self.trace = trace
  }

  /// A rule was broken.
  func fail(_ text: String) {
    trace.note(Trace.failureMark + text)
    guard failures.count < Self.failureLimit else { return }
    failures.append("\(clock.now.text): \(text)")
  }

  /// Counts something that a thorough simulation should have met.
  func count(_ event: String) { tally.events[event, default: 0] += 1 }

  /// Somebody is about to send a message.
  func note(_ message: Sent) {
    tally.messages += 1
    sent[message.text] = message
  }

  /// The server has acknowledged a message under an id.
  func acknowledged(_ message: Sent, as id: String, _ how: String) {
    if message.messageID == nil { tally.acknowledged += 1 }
    if let earlier = message.messageID, earlier != id {
      fail("'\(message.text)' was acknowledged as \(earlier) and, by \(how), as \(id)")
    }
    message.messageID = id
    guard let stored = world.message(id)?.message else {
      return fail("'\(message.text)' was acknowledged by \(how) but is not in the history")
    }
    if stored.content.text != message.text {
      fail("'\(message.text)' is stored as '\(stored.content.text)'")
    }
  }
}

extension Instant {
  /// Seconds with three digits behind the point.
  var text: String {
    let milliseconds = nanoseconds / 1_000_000
    let rest = String(milliseconds % 1_000)
    return "\(milliseconds / 1_000).\(String(repeating: "0", count: 3 - rest.count))\(rest) s"
  }
}
