import DequeModule
import HostInterface

/// Two sockets that one page seems to keep open for one user.
///
/// They were made at about the same time, as by an effect that runs twice: two tabs are opened further apart, and
/// a page whose old connection hangs makes its new one much later. They must stay, since a clean-up may be under way.
struct SocketPairs {
  /// Two sockets in the same channel.
  struct Pair {
    let first: SocketConnection
    let second: SocketConnection
    let channelID: String
    let due: Instant
  }

  /// How far apart they were made at most.
  static let span: Duration = .seconds(2)
  /// How long both must stay.
  static let patience: Duration = .seconds(3)
  private static let limit = 64

  private var pending: Deque<Pair> = []

  /// When the next pair has had its time.
  var nextDue: Instant? { pending.first?.due }

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
    pending.append(
      Pair(
        first: first, second: second, channelID: channelID, due: now.advanced(by: Self.patience)))
  }

  /// Forgets the pairs of a socket that has ended.
  mutating func remove(_ connection: SocketConnection) {
    guard !pending.isEmpty else { return }
    pending.removeAll { $0.first === connection || $0.second === connection }
  }

  /// Takes out the pairs that have stayed.
  mutating func overdue(at now: Instant) -> [Pair] {
    var result: [Pair] = []
    while let pair = pending.first, pair.due <= now {
      result.append(pair)
      pending.removeFirst()
    }
    return result
  }

  /// Forgets everything.
  mutating func removeAll() { pending = [] }
}
