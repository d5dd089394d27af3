import HTTP1
import JSON

/// Plays a fixture to live clients: says what to send and when, from what they do and what time it is.
///
/// Ids of the fixture are bound to the live client's where the client makes them up, and made from the seed where
/// only the server does. `exchange` and `connection` are the caller's own numbers. All times count from one start
/// and never go back.
package struct Replay {
  /// How many visitors are told apart; after that, who begins anew is taken for one who goes on.
  static let visitorLimit = 1_000
  /// How many values of ids are known before old ones are forgotten.
  static let ownerLimit = 100_000

  let options: ReplayOptions
  let script: ReplayScript
  var visitors = [ReplayValues(parent: nil)]
  /// Which name of which visitor a live value is.
  var owners: [String: (name: String, visitor: Int)] = [:]
  var played: Set<Int> = []
  var rounds: [String: Int] = [:]
  var queue = ReplayQueue()
  /// The live connection that plays a recorded one, by visitor.
  var connections: [Int: [String: Int]] = [:]
  /// The visitor and the recorded connection of a live one.
  var twins: [Int: (visitor: Int, name: String)] = [:]
  /// When the last line that changed something was played, and when it was recorded.
  var anchor: (live: Duration, recorded: Duration)?
  /// When the recording's own time began here.
  var origin: Duration?

  /// Whether the recorded server refused what the event was that came last.
  package internal(set) var hasRefused = false

  /// Makes a replay that nobody has talked to yet.
  package init(_ fixture: Fixture, options: ReplayOptions) {
    self.options = options
    script = ReplayScript(fixture)
  }

  /// When `advance` has something to do next; nil when nothing waits for a time.
  package var nextDue: Duration? { queue.nextDue }

  /// How many lines of clients have been played at least once.
  package var playedCount: Int { played.count }

  /// Whether a live id stands for one of the recorded agents.
  package func isAgent(_ id: String) -> Bool { owners[id]?.name.hasPrefix("{agent:") == true }

  /// What goes out up to a time.
  package mutating func advance(to now: Duration) -> [ReplayAction] {
    advance(to: now, before: .max)
  }

  /// What goes out up to a time, of lines before one with a number.
  mutating func advance(to now: Duration, before number: Int) -> [ReplayAction] {
    var actions: [ReplayAction] = []
    while let effect = queue.next(until: now, before: number) {
      actions += perform(effect, at: max(now, effect.due))
    }
    return actions
  }

  /// Lets the next event go when the mode is `stepped`.
  package mutating func step(at now: Duration) -> [ReplayAction] {
    guard let effect = queue.nextHeld() else { return [] }
    return perform(effect, at: now)
  }

  /// A client asked.
  package mutating func requested(
    exchange: Int, method: String, target: String, body: RecordedBody, at now: Duration
  ) -> [ReplayAction] {
    let live = RecordedRequest(exchange: exchange, method: method, target: target, body: body)
    let asked = "\(method) \(target)"
    let found = match(
      ReplayScript.key(method: method, target: target), asked: asked,
      visitor: visitor(mentionedIn: [.string(target), body.json ?? .null], or: 0), at: now
    ) { content, likeness in
      guard case .request(let recorded) = content else { return }
      likeness.compare(recorded, live)
    }
    switch found {
    case .miss(let nearest, let difference):
      return [
        .miss(
          ReplayMiss(
            exchange: exchange, connection: nil, asked: asked,
            nearest: nearest ?? nearestRequest(to: target), difference: difference))
      ]
    case .line(let index, let visitor):
      schedule(index, visitor, exchange: exchange, at: now)
      return advance(to: now, before: script.lines[index].number + 1)
    }
  }

  /// The line that its path has most in common with.
  private func nearestRequest(to target: String) -> Int? {
    let wanted = Array(target.utf8)
    var best: (index: Int, shared: Int)?
    for index in script.lines.indices {
      guard case .request(let request) = script.lines[index].content else { continue }
      let shared = zip(request.target.utf8, wanted).prefix { $0 == $1 }.count
      if shared > best?.shared ?? 0 { best = (index, shared) }
    }
    return best.map { script.lines[$0.index].number }
  }
}

extension RecordedBody {
  var json: JSON? {
    if case .json(let json) = self { json } else { nil }
  }
}
