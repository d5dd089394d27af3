/// Things by their ids, which are compared letter for letter.
///
/// Nearly all ids are UUIDs in lower case: those are kept packed, since a table of many texts is slow, each
/// of them lying somewhere else in memory.
public struct IdentifierTable<Value> {
  private var packed: [PackedUUID: Value] = [:]
  private var others: [String: Value] = [:]

  /// Makes an empty table.
  init() {}

  /// The number of things.
  public var count: Int { packed.count + others.count }

  /// Whether there is nothing.
  public var isEmpty: Bool { packed.isEmpty && others.isEmpty }

  /// Everything, in no order.
  public var values: [Value] { Array(packed.values) + others.values }

  /// What has this id, or nil; setting nil removes it.
  public internal(set) subscript(id: String) -> Value? {
    get {
      guard let key = PackedUUID(id) else { return others[id] }
      return packed[key]
    }
    set {
      guard let key = PackedUUID(id) else { return others[id] = newValue }
      packed[key] = newValue
    }
  }

  /// Takes what has this id out, or answers nil.
  mutating func removeValue(forKey id: String) -> Value? {
    guard let key = PackedUUID(id) else { return others.removeValue(forKey: id) }
    return packed.removeValue(forKey: key)
  }
}
