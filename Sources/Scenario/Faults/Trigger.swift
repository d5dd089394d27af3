/// When a fault happens: at what, and at which of the times that comes to pass.
public struct Trigger: Hashable, Sendable {
  /// What it happens at.
  public var subject: Subject
  /// Whether it happens once that is over: the event has been sent or dealt with.
  public var isAfterwards: Bool
  /// Only the one of this number, from 1.
  public var nth: Int?
  /// Only every one whose number this divides: 3 is the third, the sixth and so on.
  public var every: Int?
  /// Not before so many have come to pass.
  public var after: Int?
  /// At most so often.
  public var times: Int?
  /// What is counted together.
  public var scope: Scope
  /// The chance of each, from 0 to 1; nil is certainty.
  public var probability: Double?
  /// Not before this time, counted from when the overlay was laid on.
  public var since: Duration?
  /// Not from this time on, counted in the same way.
  public var until: Duration?

  /// Describes when a fault happens; without conditions it does each time.
  public init(
    _ subject: Subject, isAfterwards: Bool = false, nth: Int? = nil, every: Int? = nil,
    after: Int? = nil, times: Int? = nil, per scope: Scope = .server, probability: Double? = nil,
    since: Duration? = nil, until: Duration? = nil
  ) {
    self.subject = subject
    self.isAfterwards = isAfterwards
    self.nth = nth
    self.every = every
    self.after = after
    self.times = times
    self.scope = scope
    self.probability = probability
    self.since = since
    self.until = until
  }

  /// What a fault can happen at.
  public enum Subject: Hashable, Sendable {
    /// A Socket.IO event on its way.
    case event(EventPattern)
    /// Something in the life of a connection.
    case lifecycle(Lifecycle)
    /// An HTTP request.
    case request(RequestPattern)
    /// A moment, counted from when the overlay was laid on.
    case time(Duration)
  }

  /// What `nth`, `every`, `after` and `times` count together.
  public enum Scope: String, CaseIterable, Hashable, Sendable {
    /// All there is.
    case server
    /// What belongs to one chat: a session with its channel, or a channel. What belongs to none counts together.
    case session
    /// What goes over one connection: a socket, an Engine.IO session, or an HTTP connection outside of them.
    case connection
  }

  /// What is impossible about it, for people.
  var problems: [String] {
    var found: [String] = []
    for (name, count) in [("nth", nth), ("every", every), ("times", times)] {
      if let count, count < 1 { found.append("'\(name)' counts from 1") }
    }
    if let after, after < 0 { found.append("'after' is 0 or more") }
    if let probability, !(0...1).contains(probability) {
      found.append("'probability' is between 0 and 1")
    }
    if case .time = subject, scope != .server { found.append("'per' does not go with 'time'") }
    if let since, let until, since >= until { found.append("'since' comes before 'until'") }
    return found
  }
}

extension Trigger.Subject {
  /// What an error or a log line calls it.
  public var summary: String {
    switch self {
    case .event(let pattern): "the event \(pattern.name)"
    case .lifecycle(let moment): "\(moment.rawValue)"
    case .request(let pattern): "the request \(pattern)"
    case .time: "a time"
    }
  }
}
