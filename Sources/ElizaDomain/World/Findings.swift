import DequeModule
import OrderedCollections

/// Collects what leniency let pass: one report per rule and connection, one entry per rule.
///
/// The ends of HTTP connections go unnoticed here, so of all connections only the latest are remembered; one
/// that is forgotten is reported again.
public final class Findings {
  /// The most connections that are remembered.
  public static let connectionLimit = 16_384

  /// Called for the first breach of a rule on a connection, to be logged.
  public var onFinding: ((Finding) -> Void)?

  private let clock: WorldClock
  /// The rules reported for each connection.
  private var reported: [String: Set<String>] = [:]
  private var arrivals: Deque<String> = []
  private var entries: OrderedDictionary<String, Finding> = [:]

  init(clock: WorldClock) {
    self.clock = clock
  }

  /// Every rule broken so far with its first breach, in order of appearance.
  public var all: [Finding] { Array(entries.values) }

  /// Notes a breach; only the first on a connection is reported.
  public func note(_ leniency: Leniency, connection: String) {
    guard reported[connection]?.contains(leniency.id) != true else { return }
    remember(leniency.id, of: connection)
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
    reported[connection] = nil
  }

  private func remember(_ rule: String, of connection: String) {
    if reported[connection] == nil {
      if arrivals.count >= Findings.connectionLimit, let oldest = arrivals.popFirst() {
        reported[oldest] = nil
      }
      arrivals.append(connection)
    }
    reported[connection, default: []].insert(rule)
  }
}
