import Testing

/// The sum of many stories.
struct Report: CustomStringConvertible {
  private var stories = 0
  private var failed = 0
  private var tally = Ledger.Tally()
  private var span = Duration.zero

  mutating func add(_ outcome: Simulation.Outcome) {
    stories += 1
    if !outcome.failures.isEmpty { failed += 1 }
    span += outcome.span
    tally.add(outcome.tally)
  }

  /// Whether so much has happened that what went well means something: nobody is silent in a story of average length,
  /// and most of them break off now and then.
  var isEventful: Bool {
    tally.acknowledged >= 2 * stories && tally.replies >= 2 * stories
      && tally.connections >= 3 * stories && tally.losses >= stories
      && 2 * tally.upgrades >= stories
  }

  var description: String {
    "\(stories) stories, \(failed) failed; \(tally.connections) conversations with "
      + "\(tally.messages) messages (\(tally.acknowledged) acknowledged), \(tally.replies) replies "
      + "among \(tally.deliveries) deliveries, \(tally.upgrades) upgrades, \(tally.losses) losses, "
      + "\(tally.catchUps) histories fetched; \(span.components.seconds / 3_600) simulated hours\n"
      + tally.events.sorted { $0.key < $1.key }.map { "  \($0.value) × \($0.key)" }
      .joined(separator: "\n")
  }

  /// What to tell about a story that went wrong, and how to tell it again.
  ///
  /// Unless the `whole` story is wanted, only what led to the first failure.
  static func comment(_ seed: UInt64, _ outcome: Simulation.Outcome, whole: Bool) -> Comment {
    let replay =
      "ELIZA_MOCK_SIMULATION_SEED=\(seed) ELIZA_MOCK_SIMULATION_TRACE=1 "
      + "swift test --filter SimulationTests"
    let failure = outcome.trace.firstIndex { $0.contains(Trace.failureMark) } ?? 0
    let lines = whole ? outcome.trace[...] : outcome.trace[...failure].suffix(40)
    let head = ["seed \(seed), transcript \(outcome.hash); the whole story: \(replay)"]
    return Comment(rawValue: (head + outcome.failures + lines).joined(separator: "\n"))
  }
}

extension Ledger.Tally {
  mutating func add(_ other: Ledger.Tally) {
    messages += other.messages
    acknowledged += other.acknowledged
    deliveries += other.deliveries
    replies += other.replies
    connections += other.connections
    upgrades += other.upgrades
    losses += other.losses
    catchUps += other.catchUps
    events.merge(other.events, uniquingKeysWith: +)
  }
}
