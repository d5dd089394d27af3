import DequeModule
import HostInterface

/// Two sockets that one page seems to keep open for one user.
///
/// They were made at about the same time, as by an effect that runs twice: two tabs are opened further apart. Both must
/// stay for a while, since a clean-up may be under way; and the older one must be alive, since a page whose network has
/// changed makes its new connection while the server still takes the old one for open. It is alive when its client
/// says goodbye, or when it has outlived a heartbeat.
struct SocketPairs {
  /// Two sockets in the same channel.
  struct Pair {
    let first: SocketConnection
    let second: SocketConnection
    let channelID: String
    let start: Instant
    fileprivate var isOver = false
  }

  /// How far apart they were made at most.
  static let span: Duration = .seconds(2)
  /// How long both must stay.
  static let stay: Duration = .seconds(3)
  /// How long a socket may look open that is not: the ping interval and the ping time-out, and some more.
  static let patience: Duration = .seconds(50)
  private static let limit = 64

  private var pending: Deque<Pair> = []

  /// When the next pair has had its time.
  var nextDue: Instant? { pending.first?.start.advanced(by: Self.patience) }

  /// Remembers a pair of sockets, unless they cannot be one page's.
  mutating func add(
    _ first: SocketConnection, _ second: SocketConnection, in channelID: String, at now: Instant
  ) {
    let (older, newer) = (first.habits.connectedAt, second.habits.connectedAt)
    guard first !== second, first.habits.page == second.habits.page,
      first.habits.page.isBrowser, first.memberships[channelID] != nil,
      max(older, newer) <= min(older, newer).advanced(by: Self.span),
      pending.count < Self.limit
    else { return }
    pending.append(Pair(first: first, second: second, channelID: channelID, start: now))
  }

  /// Takes out the pairs of which a socket that has ended was the older one, alive until then.
  mutating func ended(_ connection: SocketConnection, _ end: SocketEnd, at now: Instant) -> [Pair] {
    guard !pending.isEmpty else { return [] }
    var proven: [Pair] = []
    for index in pending.indices.reversed() {
      let pair = pending[index]
      guard pair.first === connection || pair.second === connection else { continue }
      let hasStayed = pair.isOver || pair.start.advanced(by: Self.stay) <= now
      if hasStayed, end == .left, pair.second === connection {
        pending[index].isOver = true
        continue
      }
      pending.remove(at: index)
      if hasStayed, end == .left { proven.append(pair) }
    }
    return proven
  }

  /// Takes out the pairs that have stayed.
  mutating func overdue(at now: Instant) -> [Pair] {
    var result: [Pair] = []
    while let pair = pending.first, pair.start.advanced(by: Self.patience) <= now {
      if !pair.isOver { result.append(pair) }
      pending.removeFirst()
    }
    return result
  }

  /// Forgets everything.
  mutating func removeAll() { pending = [] }
}
