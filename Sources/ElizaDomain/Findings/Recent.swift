import DequeModule

/// The latest values under their keys; beyond the limit the oldest go.
struct Recent<Key: Hashable, Value> {
  private let limit: Int
  private var values: [Key: (value: Value, turn: UInt64)] = [:]
  private var order: Deque<(key: Key, turn: UInt64)> = []
  private var turn: UInt64 = 0

  init(limit: Int) {
    self.limit = limit
  }

  /// Whether there are none.
  var isEmpty: Bool { values.isEmpty }

  /// The value under a key.
  subscript(key: Key) -> Value? { values[key]?.value }

  /// Keeps a value as the latest.
  mutating func set(_ value: Value, for key: Key) {
    turn &+= 1
    values[key] = (value, turn)
    order.append((key, turn))
    while values.count > limit || order.count > 2 * limit, let oldest = order.popFirst() {
      if values[oldest.key]?.turn == oldest.turn { values[oldest.key] = nil }
    }
  }

  /// Takes a value out.
  mutating func remove(_ key: Key) -> Value? {
    values.removeValue(forKey: key)?.value
  }

  /// Forgets everything.
  mutating func removeAll() {
    values = [:]
    order = []
  }
}
