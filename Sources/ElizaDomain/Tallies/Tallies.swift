/// Counts what clients and agents do, for expectations and reports.
///
/// Counting costs the same however much there is, and what goes by a name of a client's choice is bounded.
public final class Tallies {
  /// How many events by different names are counted.
  public static let nameLimit = 256
  /// How many rules are counted.
  public static let ruleLimit = 4_096

  /// Sessions created.
  public internal(set) var sessions = 0
  /// Rooms joined, counting each join that was taken.
  public internal(set) var joined = 0
  /// Messages of users, by socket and by HTTP.
  public internal(set) var sent = 0
  /// Replies of agents.
  public internal(set) var replied = 0
  /// HTTP requests, but those of Socket.IO and of the control API.
  public internal(set) var requests = RequestTally()

  private var known = [Int](repeating: 0, count: EventNames.Known.allCases.count)
  private var unknown: [String: Int] = [:]
  private var rules: [String: Int] = [:]

  init() {}

  /// How many events of this name clients have sent.
  public func events(named name: String) -> Int {
    EventNames.Known(named: name).map { known[$0.place] } ?? unknown[name] ?? 0
  }

  /// How many messages a rule of the scenario has answered.
  public func hits(ofRule id: String) -> Int { rules[id] ?? 0 }

  /// A rule of the scenario has answered a message.
  public func ruleUsed(_ id: String) {
    guard rules[id] != nil || rules.count < Self.ruleLimit else { return }
    rules[id, default: 0] += 1
  }

  /// Counts from zero again.
  public func reset() {
    (sessions, joined, sent, replied) = (0, 0, 0, 0)
    requests = RequestTally()
    for index in known.indices { known[index] = 0 }
    unknown = [:]
    rules = [:]
  }

  /// A client has sent an event that is understood.
  func received(_ event: EventNames.Known) {
    known[event.place] &+= 1
  }

  /// A client has sent an event nobody knows.
  func received(unknown name: String) {
    guard unknown[name] != nil || unknown.count < Self.nameLimit else { return }
    unknown[name, default: 0] += 1
  }
}

extension EventNames.Known {
  /// The event of this name.
  init?(named name: String) {
    guard let event = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = event
  }

  /// The name on the wire.
  fileprivate var name: String {
    switch self {
    case .message: "message"
    case .join: "1"
    case .send: "2"
    case .subscribeLogs: "subscribe_logs"
    case .unsubscribeLogs: "unsubscribe_logs"
    case .updateLogFilters: "update_log_filters"
    case .namedJoin: "join"
    case .namedLeave: "leave"
    }
  }

  /// The place among all cases.
  fileprivate var place: Int {
    switch self {
    case .message: 0
    case .join: 1
    case .send: 2
    case .subscribeLogs: 3
    case .unsubscribeLogs: 4
    case .updateLogFilters: 5
    case .namedJoin: 6
    case .namedLeave: 7
    }
  }
}
