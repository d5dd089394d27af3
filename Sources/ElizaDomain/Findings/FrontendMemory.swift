import DequeModule
import HostInterface

/// What is remembered of how frontends behave: every table has a bound, or an entry a socket.
struct FrontendMemory {
  /// A socket whose page has come back, but to no room so far.
  struct Return {
    let connection: SocketConnection
    let due: Instant
  }

  /// How long a page may take to join again: longer than a connection looks open whose client has gone, since
  /// what such a client sends does not arrive.
  static let patience = SocketPairs.patience
  private static let returnLimit = 256

  /// The socket that joined last, by its user; it stands here until it ends.
  var joined: [String: SocketConnection] = [:]
  /// The socket that joined last, by the page it comes from, for browsers.
  var pages: [PageIdentity: SocketConnection] = [:]
  /// The latest users whose sockets have ended, with the socket.
  var gone = Recent<String, String>(limit: 1_024)
  var lost = LostConnections()
  var kicks = Kicks()
  var polls = Polls()
  var pairs = SocketPairs()
  private(set) var returns: Deque<Return> = []
  /// The deadline that the host knows of.
  var armed: Instant?

  /// When time alone will decide the next thing.
  var nextDue: Instant? {
    [kicks.nextDue, pairs.nextDue, returns.first?.due].compactMap { $0 }.min()
  }

  /// Waits for a socket to join.
  mutating func await(_ connection: SocketConnection, since now: Instant) {
    if returns.count >= Self.returnLimit { returns.removeFirst() }
    returns.append(Return(connection: connection, due: now.advanced(by: Self.patience)))
  }

  /// Takes out the sockets that have had their time.
  mutating func overdueReturns(at now: Instant) -> [SocketConnection] {
    var result: [SocketConnection] = []
    while let first = returns.first, first.due <= now {
      result.append(first.connection)
      returns.removeFirst()
    }
    return result
  }

  /// Forgets a socket that has ended.
  mutating func forget(_ connection: SocketConnection) {
    if let user = connection.habits.indexedUser, joined[user] === connection { joined[user] = nil }
    let page = connection.habits.page
    if page.isBrowser, pages[page] === connection { pages[page] = nil }
    if !returns.isEmpty { returns.removeAll { $0.connection === connection } }
  }

  /// Forgets everything but who is there.
  mutating func removeAll() {
    gone.removeAll()
    lost.removeAll()
    kicks.removeAll()
    polls.removeAll()
    pairs.removeAll()
    returns = []
  }
}
