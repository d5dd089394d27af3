import DequeModule
import HostInterface

/// The sockets the server put out and whose pages have not come back.
struct Kicks {
  /// A socket that was put out.
  struct Kick {
    let socketID: String
    let userID: String?
    let page: PageIdentity
    let time: Instant
  }

  /// How long a page may take to come back; libraries wait five seconds at most, pages some more.
  static let patience: Duration = .seconds(30)
  /// After how long it counts at the end of a run.
  static let patienceAtEnd: Duration = .seconds(5)
  private static let limit = 256

  private var pending: Deque<Kick> = []

  /// When the next page has had its time.
  var nextDue: Instant? { pending.first?.time.advanced(by: Self.patience) }

  /// Remembers a kick.
  mutating func add(_ kick: Kick) {
    if pending.count >= Self.limit { pending.removeFirst() }
    pending.append(kick)
  }

  /// A client is there: whoever it may have been does not count any more.
  mutating func came(user: String?, page: PageIdentity) {
    guard !pending.isEmpty else { return }
    pending.removeAll { $0.page == page || user != nil && $0.userID == user }
  }

  /// Takes out those who have had their time.
  mutating func overdue(at now: Instant, patience: Duration = Self.patience) -> [Kick] {
    var result: [Kick] = []
    while let kick = pending.first, kick.time.advanced(by: patience) <= now {
      result.append(kick)
      pending.removeFirst()
    }
    return result
  }

  /// Forgets everything.
  mutating func removeAll() { pending = [] }
}
