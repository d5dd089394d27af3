/// A set of names; numbered ids take a bit each.
struct NameSet: Sendable {
  /// By kind, a bit for each number.
  private var numbered: [UInt128: [UInt64]] = [:]
  private var moments: Set<Int64> = []
  private var others: Set<CompactName> = []

  /// Takes a name; answers whether it is new.
  mutating func insert(_ name: CompactName) -> Bool {
    switch name {
    case .moment(let offset): return moments.insert(offset).inserted
    case .other: return others.insert(name).inserted
    case .id(let kind, let number):
      if !others.isEmpty, others.contains(name) { return false }
      let word = Int(number / 64)
      let count = numbered[kind]?.count ?? 0
      // Numbers that are far from the rest would make it long.
      guard word < count * 2 + 64 else { return others.insert(name).inserted }
      return NameSet.set(&numbered[kind, default: []], word, 1 << UInt64(number % 64))
    }
  }

  func contains(_ name: CompactName) -> Bool {
    switch name {
    case .moment(let offset): return moments.contains(offset)
    case .other: return others.contains(name)
    case .id(let kind, let number):
      let word = Int(number / 64)
      if let bits = numbered[kind], word < bits.count, bits[word] & 1 << UInt64(number % 64) != 0 {
        return true
      }
      return !others.isEmpty && others.contains(name)
    }
  }

  private static func set(_ bits: inout [UInt64], _ word: Int, _ bit: UInt64) -> Bool {
    while bits.count <= word { bits.append(0) }
    guard bits[word] & bit == 0 else { return false }
    bits[word] |= bit
    return true
  }
}
