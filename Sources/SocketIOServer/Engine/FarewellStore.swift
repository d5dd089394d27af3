import DequeModule
import HostInterface

/// The last packets of sessions that the server ended between two polls, until they are fetched.
///
/// Without it, a client that is put out while it has no poll pending would take its end for a lost
/// connection. However many are put out at a time, what is kept is bounded in bytes and number; the oldest
/// goes first.
struct FarewellStore {
  private struct Farewell {
    let body: [UInt8]
    let expiry: ScheduledTask
  }

  private let byteLimit: Int
  private let countLimit: Int
  private var farewells: [String: Farewell] = [:]
  /// The ids, oldest first; one that is fetched stays until those before it are gone, so that the first is
  /// always one that is kept.
  private var order: Deque<String> = []

  /// The bytes of all that is kept.
  private(set) var byteCount = 0

  /// Makes an empty store.
  ///
  /// - Parameters:
  ///   - byteLimit: The most bytes kept; the newest farewell is kept even where it alone has more.
  ///   - countLimit: The most farewells kept; those that were fetched count until older ones are gone.
  init(byteLimit: Int = 16 << 20, countLimit: Int = 65_536) {
    self.byteLimit = byteLimit
    self.countLimit = countLimit
  }

  /// How many sessions have something left to fetch, each with a timer.
  var count: Int { farewells.count }

  /// Keeps the last packets of a session, and lets go of the oldest where that is too much.
  mutating func keep(
    _ body: [UInt8], id: String, expiry: ScheduledTask, _ scheduler: any Scheduler
  ) {
    farewells[id] = Farewell(body: body, expiry: expiry)
    order.append(id)
    byteCount += body.count
    while order.count > 1, order.count > countLimit || byteCount > byteLimit {
      _ = take(order[0], scheduler)
    }
  }

  /// Hands out and forgets what was kept for a session.
  mutating func take(_ id: String, _ scheduler: any Scheduler) -> [UInt8]? {
    guard let farewell = remove(id) else { return nil }
    scheduler.cancel(farewell.expiry)
    return farewell.body
  }

  /// Forgets what nobody fetched.
  mutating func expire(_ id: String) {
    _ = remove(id)
  }

  mutating func removeAll(_ scheduler: any Scheduler) {
    for farewell in farewells.values { scheduler.cancel(farewell.expiry) }
    farewells = [:]
    order = []
    byteCount = 0
  }

  private mutating func remove(_ id: String) -> Farewell? {
    guard let farewell = farewells.removeValue(forKey: id) else { return nil }
    byteCount -= farewell.body.count
    while let first = order.first, farewells[first] == nil { order.removeFirst(1) }
    return farewell
  }
}
