/// A set of names; numbered ids take a bit each.
struct NameSet: Sendable {
  /// The numbers of one kind.
  private struct Numbers {
    /// A bit for each.
    var bits: [UInt64] = []
    var count = 0
  }

  private var numbered: [UInt128: Numbers] = [:]
  /// How many bytes the bits take.
  var byteCount: Int { numbered.values.reduce(0) { $0 + $1.bits.count * 8 } }

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
      // Numbers that are far from the rest would make it long: no name takes more than a word.
      guard word < (numbered[kind]?.count ?? 0) + 64 else { return others.insert(name).inserted }
      return NameSet.set(&numbered[kind, default: Numbers()], word, 1 << UInt64(number % 64))
    }
  }

  func contains(_ name: CompactName) -> Bool {
    switch name {
    case .moment(let offset): return moments.contains(offset)
    case .other: return others.contains(name)
    case .id(let kind, let number):
      let word = Int(number / 64)
      if let bits = numbered[kind]?.bits, word < bits.count,
        bits[word] & 1 << UInt64(number % 64) != 0
      {
        return true
      }
      return !others.isEmpty && others.contains(name)
    }
  }

  private static func set(_ numbers: inout Numbers, _ word: Int, _ bit: UInt64) -> Bool {
    while numbers.bits.count <= word { numbers.bits.append(0) }
    guard numbers.bits[word] & bit == 0 else { return false }
    numbers.bits[word] |= bit
    numbers.count += 1
    return true
  }
}
