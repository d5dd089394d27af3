import HostInterface

/// The last packets of sessions that the server ended between two polls, until they are fetched.
///
/// Without it, a client that is put out while it has no poll pending would take its end for a lost
/// connection.
struct FarewellStore {
  private struct Farewell {
    let body: [UInt8]
    let expiry: ScheduledTask
  }

  private var farewells: [String: Farewell] = [:]

  /// How many sessions have something left to fetch, each with a timer.
  var count: Int { farewells.count }

  mutating func keep(_ body: [UInt8], id: String, expiry: ScheduledTask) {
    farewells[id] = Farewell(body: body, expiry: expiry)
  }

  /// Hands out and forgets what was kept for a session.
  mutating func take(_ id: String, _ scheduler: any Scheduler) -> [UInt8]? {
    guard let farewell = farewells.removeValue(forKey: id) else { return nil }
    scheduler.cancel(farewell.expiry)
    return farewell.body
  }

  /// Forgets what nobody fetched.
  mutating func expire(_ id: String) {
    farewells[id] = nil
  }

  mutating func removeAll(_ scheduler: any Scheduler) {
    for farewell in farewells.values { scheduler.cancel(farewell.expiry) }
    farewells = [:]
  }
}
