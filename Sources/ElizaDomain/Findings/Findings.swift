import DequeModule
public import HostInterface
public import JSON
import OrderedCollections

/// Collects what frontends do wrong: one report per rule and connection, one entry per rule.
///
/// The ends of HTTP connections go unnoticed here, so of all connections only the latest are remembered; one
/// that is forgotten is reported again.
public final class Findings {
  /// The most connections that are remembered.
  public static let connectionLimit = 16_384

  /// Called for the first breach of a rule on a connection, to be logged.
  public var onFinding: ((FindingRule, Evidence, _ isLogged: Bool) -> Void)?
  /// The time frontends live in, which is not the scenario's: when they acted, and how long they wait.
  public var now: () -> Instant

  /// Called when `judge()` is worth a call after a while, and was not before.
  public var onDeadline: ((Duration) -> Void)?

  let clock: WorldClock
  /// What is remembered of clients' behaviour.
  var memory = FrontendMemory()
  /// The rules reported for each connection.
  private var reported: [String: Set<String>] = [:]
  private var arrivals: Deque<String> = []
  private var entries: OrderedDictionary<String, Finding> = [:]

  init(clock: WorldClock) {
    self.clock = clock
    now = { clock.position }
  }

  /// Every rule broken so far, in order of appearance.
  public var all: [Finding] { Array(entries.values) }

  /// Forgets every finding, as between two tests.
  public func reset() {
    reported = [:]
    arrivals = []
    entries = [:]
    memory.removeAll()
  }

  /// Notes a breach; only the first on a connection is reported.
  ///
  /// - Parameters:
  ///   - rule: What was broken.
  ///   - connection: A socket id, the name of an HTTP connection, or else a session's id.
  ///   - observation: What was seen, in words.
  ///   - ids: What it is about.
  ///   - topic: What sets it apart from other breaches of the rule, so that each is kept.
  ///   - isLogged: Whether the log is to tell of it; false where another line of the log does.
  public func note(
    _ rule: FindingRule, connection: String, _ observation: @autoclosure () -> String = "",
    ids: @autoclosure () -> JSONObject = [:], topic: String = "", isLogged: Bool = true
  ) {
    let key = topic.isEmpty ? rule.id : "\(rule.id) \(topic)"
    guard reported[connection]?.contains(key) != true else { return }
    let isNews = remember(rule.id, of: connection)
    remember(key, of: connection)
    let evidence = Evidence(observation(), connection: connection, at: clock.now, ids: ids())
    if entries[rule.id] == nil {
      entries[rule.id] = Finding(rule, evidence)
    } else {
      entries[rule.id]?.add(evidence, isOfAnotherConnection: isNews)
    }
    onFinding?(rule, evidence, isLogged)
  }

  /// Forgets what was reported on a connection that has ended.
  public func connectionClosed(_ connection: String) {
    reported[connection] = nil
  }

  /// Whether it was not remembered before.
  @discardableResult
  private func remember(_ rule: String, of connection: String) -> Bool {
    if reported[connection] == nil {
      if arrivals.count >= Findings.connectionLimit, let oldest = arrivals.popFirst() {
        reported[oldest] = nil
      }
      arrivals.append(connection)
    }
    return reported[connection, default: []].insert(rule).inserted
  }
}
