/// A bounded store that keeps the values used most recently.
///
/// It holds two generations: when the younger one is full it becomes the older one, and the values
/// that nobody has used since the time before are dropped. Between `limit` and twice `limit` values are
/// kept, and every operation is O(1).
struct RecentValues<Key: Hashable, Value> {
  private var younger: [Key: Value] = [:]
  private var older: [Key: Value] = [:]
  private let limit: Int

  init(limit: Int) {
    self.limit = max(limit, 1)
  }

  var count: Int { younger.count + older.count }

  /// Lends the value of `key`, made by `initial` when there is none, to `change`.
  mutating func update<Result>(
    _ key: Key, initial: () -> Value, _ change: (inout Value) -> Result
  ) -> Result {
    var value = younger.removeValue(forKey: key) ?? older.removeValue(forKey: key) ?? initial()
    let result = change(&value)
    if younger.count >= limit {
      older = younger
      younger = [:]
    }
    younger[key] = value
    return result
  }

  mutating func remove(_ key: Key) {
    younger[key] = nil
    older[key] = nil
  }
}
