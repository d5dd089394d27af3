/// Numbers events that want an acknowledgement and remembers who waits for each; serves both roles.
///
/// It holds at most `limit` waiters. (Socket.IO 5, "Acknowledgement".)
public struct AcknowledgementTable<Waiter> {
  private var waiters: [UInt64: Waiter] = [:]
  private var nextID: UInt64 = 0
  /// Nobody with a lower id waits any more.
  private var oldestID: UInt64 = 0

  /// Makes an empty table whose ids begin at zero.
  public init() {}

  /// The number of acknowledgements that are due.
  public var count: Int { waiters.count }

  /// Remembers `waiter` and returns the id to send; nil when `limit` are waiting already.
  public mutating func add(_ waiter: Waiter, limit: Int) -> UInt64? {
    guard waiters.count < limit else { return nil }
    let id = nextID
    nextID &+= 1
    waiters[id] = waiter
    return id
  }

  /// Takes the waiter of `id` out; nil when there is none, as after a time-out.
  public mutating func remove(_ id: UInt64) -> Waiter? {
    waiters.removeValue(forKey: id)
  }

  /// Takes the waiter out that was added first of those that are left; nil when nobody waits.
  public mutating func removeOldest() -> Waiter? {
    while oldestID < nextID {
      oldestID &+= 1
      if let waiter = waiters.removeValue(forKey: oldestID &- 1) { return waiter }
    }
    return nil
  }

  /// Takes all waiters out, in the order they were added.
  public mutating func removeAll() -> [Waiter] {
    removeAll(keeping: [])
  }

  /// Takes all waiters but those of `kept` out, in the order they were added.
  public mutating func removeAll(keeping kept: Set<UInt64>) -> [Waiter] {
    let removed = waiters.filter { !kept.contains($0.key) }
    waiters = waiters.filter { kept.contains($0.key) }
    return removed.sorted { $0.key < $1.key }.map(\.value)
  }
}
