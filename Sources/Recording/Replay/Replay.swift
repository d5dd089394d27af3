import HTTP1
import JSON

/// Plays a fixture to live clients: says what to send and when, from what they do and what time it is.
///
/// Ids of the fixture are bound to the live client's where the client makes them up, and made from the seed where
/// only the server does. `exchange` and `connection` are the caller's own numbers. All times count from one start
/// and never go back.
package struct Replay {
  /// How many visitors are told apart; after that, who begins anew is taken for one who goes on.
  static let visitorLimit = 10_000
  /// How many visitors there may be before who connects beside another is taken for him.
  static let twinLimit = visitorLimit / 2
  /// How many values of ids are known before old ones are forgotten.
  static let leastOwnerLimit = 100_000

  /// A recorded connection as it is for one visitor.
  struct Part: Hashable {
    let visitor: Int
    let name: String
  }

  /// The time between a socket's coming into a namespace and its leaving.
  struct Stay: Hashable {
    let namespace: String
    /// The recorded connection that is played in it.
    let name: String
    let number: Int
  }

  let options: ReplayOptions
  let script: ReplayScript
  var visitors = [ReplayValues(parent: nil)]
  /// Which name of which visitor a live value is.
  var owners: [String: (name: String, visitor: Int)] = [:]
  var ownerLimit = Replay.leastOwnerLimit
  var played = PlayedLines()
  /// The candidates' places that are played.
  var openPlaces = OpenPlaces()
  /// How many of the lines that change something, from the first on, are played.
  var writeCount = 0
  /// By key, how many of its lines, from the first on, are played.
  var playedOfKey: [UInt32: Int] = [:]
  /// The last of the lines that changed something, or that told clients of it, and are played.
  var progress = 0
  /// The line of a client that was played last.
  var standing = 0
  var rounds: [String: Int] = [:]
  var queue = ReplayQueue()
  /// The live connections that play a recorded one, by visitor; the last is who did so last.
  var connections: [Int: [String: [Int]]] = [:]
  /// The visitor and the recorded connection of a live one.
  var twins: [Int: (visitor: Int, name: String)] = [:]
  /// All that a live connection has played, for when it ends.
  var parts: [Int: Set<Part>] = [:]
  /// The ids of a live connection's own sockets, by name.
  var sockets: [Int: [String: String]] = [:]
  /// The namespaces that each live connection is in.
  var stays: [Int: [String: Stay]] = [:]
  var stayCount = 0
  /// The acknowledgements that clients may give, by connection and number.
  var awaited: [Int: [Question: Awaited]] = [:]
  /// When the last line that changed something was played, and when it was recorded.
  var anchor: (live: Duration, recorded: Duration)?
  /// When the recording's own time began here.
  var origin: Duration?

  /// Whether the recorded server refused what the event was that came last.
  package internal(set) var hasRefused = false

  /// Makes a replay that nobody has talked to yet.
  package init(_ fixture: Fixture, options: ReplayOptions) {
    self.init(ReplayScript(fixture), options: options)
  }

  /// Makes a replay that nobody has talked to yet of a fixture that has been put in order.
  package init(_ script: ReplayScript, options: ReplayOptions) {
    self.options = options
    self.script = script
  }

  /// When `advance` has something to do next; nil when nothing waits for a time.
  package var nextDue: Duration? { queue.nextDue }

  /// The namespaces that clients have asked for in the recording.
  package var namespaces: Set<String> { script.namespaces }

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
    // What was meant for a client that has left goes nowhere, and is no step.
    while let effect = queue.nextHeld() {
      let actions = perform(effect, at: now)
      if !actions.isEmpty { return actions }
    }
    return []
  }

  /// A client asked.
  package mutating func requested(
    exchange: Int, method: String, target: String, body: RecordedBody, at now: Duration
  ) -> [ReplayAction] {
    let move = ClientMove(
      RecordedRequest(exchange: exchange, method: method, target: target, body: body))
    let visitor = visitor(mentionedIn: move.values, or: 0)
    guard let found = match(move, visitor: visitor, at: now) ?? glance(at: move, visitor, at: now)
    else { return [.miss(explain(move, visitor, exchange: exchange))] }
    schedule(found.line, found.visitor, exchange: exchange, at: now)
    let actions = advance(to: now, before: found.line + 1)
    return script.hasAnswer(after: found.line) ? actions : actions + [.hangUp(exchange: exchange)]
  }
}

extension RecordedBody {
  var json: JSON? {
    if case .json(let json) = self { json } else { nil }
  }
}
