import OrderedCollections

/// Collects what leniency let pass: one report per rule and connection, one entry per rule.
public final class Findings {
  private struct Key: Hashable {
    let connection: String
    let rule: String
  }

  /// Called for the first breach of a rule on a connection, to be logged.
  public var onFinding: ((Finding) -> Void)?

  private let clock: WorldClock
  private var reported: Set<Key> = []
  private var rulesOfConnection: [String: [String]] = [:]
  private var entries: OrderedDictionary<String, Finding> = [:]

  init(clock: WorldClock) {
    self.clock = clock
  }

  /// Every rule broken so far with its first breach, in order of appearance.
  public var all: [Finding] { Array(entries.values) }

  /// Notes a breach; only the first on a connection is reported.
  public func note(_ leniency: Leniency, connection: String) {
    guard reported.insert(Key(connection: connection, rule: leniency.id)).inserted else { return }
    rulesOfConnection[connection, default: []].append(leniency.id)
    if entries[leniency.id] != nil {
      entries[leniency.id]?.connectionCount += 1
    } else {
      entries[leniency.id] = Finding(
        leniency: leniency, connection: connection, firstSeen: clock.now)
    }
    onFinding?(Finding(leniency: leniency, connection: connection, firstSeen: clock.now))
  }

  /// Forgets what was reported on a connection that has ended.
  public func connectionClosed(_ connection: String) {
    for rule in rulesOfConnection.removeValue(forKey: connection) ?? [] {
      reported.remove(Key(connection: connection, rule: rule))
    }
  }
}
