import Bytes

/// The secrets known so far, found within texts at a cost that does not grow with their number.
struct SecretIndex {
  /// The shortest that is looked for, in bytes; what is shorter would be found in ordinary words.
  static let shortest = 8
  /// The most bytes of all secrets that are kept to be looked for.
  private static let byteLimit = 8 << 20

  /// By their first eight bytes, in the order of their bytes.
  private var literals: [UInt64: [[UInt8]]] = [:]
  /// Which first two bytes there are, a bit for each pair.
  private var beginnings = [UInt64](repeating: 0, count: 1_024)
  private var byteCount = 0

  /// How many there are.
  private(set) var count = 0

  /// Looks for a secret from now on, unless it is too short or there is no room for it.
  mutating func insert(_ literal: [UInt8]) {
    guard let key = SecretIndex.key(literal, 0), FixtureToken.read(literal[...]) == nil,
      byteCount + literal.count <= SecretIndex.byteLimit
    else { return }
    let place = SecretIndex.count(of: literals[key] ?? [], upTo: literal[...])
    literals[key, default: []].insert(literal, at: place)
    let pair = SecretIndex.pair(literal, 0)
    beginnings[pair >> 6] |= 1 << UInt64(pair & 63)
    byteCount += literal.count
    count += 1
  }

  /// The first place at or behind `start` where one stands.
  func firstMatch(in text: [UInt8], from start: Int) -> Range<Int>? {
    guard count > 0 else { return nil }
    var index = start
    while let key = SecretIndex.key(text, index) {
      let pair = SecretIndex.pair(text, index)
      if beginnings[pair >> 6] & 1 << UInt64(pair & 63) != 0, let same = literals[key],
        let length = SecretIndex.longest(of: same, beginning: text[index...])
      {
        return index..<index + length
      }
      index += 1
    }
    return nil
  }

  /// How long the longest of some secrets is with which a text begins; nil when it begins with none.
  private static func longest(of literals: [[UInt8]], beginning text: ArraySlice<UInt8>) -> Int? {
    var text = text
    while text.count >= shortest {
      let place = count(of: literals, upTo: text)
      guard place > 0 else { return nil }
      let nearest = literals[place - 1]
      let common = zip(nearest, text).prefix { $0 == $1 }.count
      if common == nearest.count { return common }
      // Whatever the text begins with stands before the nearest, and begins that too.
      text = text.prefix(common)
    }
    return nil
  }

  /// How many of some secrets in order are no greater than a text.
  private static func count(of literals: [[UInt8]], upTo text: ArraySlice<UInt8>) -> Int {
    var range = literals.indices
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      range =
        text.lexicographicallyPrecedes(literals[middle])
        ? range.lowerBound..<middle : middle + 1..<range.upperBound
    }
    return range.lowerBound
  }

  /// Eight bytes as a number; nil when there are fewer.
  private static func key(_ bytes: [UInt8], _ index: Int) -> UInt64? {
    guard index + shortest <= bytes.count else { return nil }
    return bytes[index..<index + shortest].reduce(0) { $0 << 8 | UInt64($1) }
  }

  private static func pair(_ bytes: [UInt8], _ index: Int) -> Int {
    Int(bytes[index]) << 8 | Int(bytes[index + 1])
  }
}
