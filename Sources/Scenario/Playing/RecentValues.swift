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

  /// Takes the value of `key` out.
  mutating func take(_ key: Key) -> Value? {
    younger.removeValue(forKey: key) ?? older.removeValue(forKey: key)
  }

  /// Keeps a value as the one used last.
  mutating func put(_ key: Key, _ value: Value) {
    if younger.count >= limit, younger[key] == nil {
      older = younger
      younger = [:]
    }
    older[key] = nil
    younger[key] = value
  }

  /// The value of `key`, without making it one that was used.
  func peek(_ key: Key) -> Value? { younger[key] ?? older[key] }

  mutating func removeAll() {
    younger = [:]
    older = [:]
  }

  mutating func remove(_ key: Key) {
    younger[key] = nil
    older[key] = nil
  }
}
