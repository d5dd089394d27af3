import Bytes

/// The secrets known so far, found within texts at a cost that does not grow with their number.
struct SecretIndex {
  /// The shortest that is looked for, in bytes; what is shorter would be found in ordinary words.
  static let shortest = 8
  /// The most bytes of all secrets that are kept to be looked for.
  private static let byteLimit = 8 << 20
  /// How many bytes are compared at most for each byte of a text that has been passed.
  ///
  /// Only runs of the same few bytes that secrets have as well would take more.
  private static let workPerByte = 256
  /// How many may be compared beyond that.
  private static let spareWork = 65_536

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
    var work = 0
    let place = SecretIndex.place(of: literal[...], among: literals[key] ?? [], &work).count
    literals[key, default: []].insert(literal, at: place)
    let pair = SecretIndex.pair(literal, 0)
    beginnings[pair >> 6] |= 1 << UInt64(pair & 63)
    byteCount += literal.count
    count += 1
  }

  /// The first place in a text where one stands, as `firstMatch(in:from:_:)` finds it.
  func firstMatch(in text: [UInt8]) -> Range<Int>? {
    var work = 0
    return firstMatch(in: text, from: 0, &work)
  }

  /// The first place at or behind `start` where one stands; all that is left of the text when there is no telling
  /// without more work than so much text is worth.
  ///
  /// `work` is how many bytes of this text have been compared, those before `start` included.
  func firstMatch(in text: [UInt8], from start: Int, _ work: inout Int) -> Range<Int>? {
    guard count > 0 else { return nil }
    var index = start
    while index + SecretIndex.shortest <= text.count {
      let pair = SecretIndex.pair(text, index)
      if beginnings[pair >> 6] & 1 << UInt64(pair & 63) != 0,
        let same = SecretIndex.key(text, index).flatMap({ literals[$0] }),
        let length = SecretIndex.longest(of: same, in: text, at: index, &work)
      {
        return index..<index + length
      }
      index += 1
    }
    return nil
  }

  /// How long the longest of some secrets is that stands at `index`; nil when none does.
  ///
  /// It is taken for all that is left of the text when the work is used up, since a secret may stand there.
  private static func longest(
    of literals: [[UInt8]], in text: [UInt8], at index: Int, _ work: inout Int
  ) -> Int? {
    var end = text.count
    while end - index >= shortest {
      guard work <= spareWork + workPerByte * index else { return text.count - index }
      let nearest = place(of: text[index..<end], among: literals, &work)
      guard nearest.count > 0 else { return nil }
      if nearest.common == literals[nearest.count - 1].count { return nearest.common }
      // Whatever the text begins with stands before the nearest, and begins that too.
      end = index + nearest.common
    }
    return nil
  }

  /// How many of some secrets in order are no greater than a text, and how far the last of these is the same.
  private static func place(
    of text: ArraySlice<UInt8>, among literals: [[UInt8]], _ work: inout Int
  ) -> (count: Int, common: Int) {
    var range = literals.indices
    var common = 0
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      let literal = literals[middle]
      let shared = sharedCount(literal, text)
      work += shared
      if shared < literal.count,
        shared == text.count || text[text.startIndex + shared] < literal[shared]
      {
        range = range.lowerBound..<middle
      } else {
        range = middle + 1..<range.upperBound
        common = shared
      }
    }
    return (range.lowerBound, common)
  }

  /// How many bytes a secret and a text have in common at their beginnings.
  private static func sharedCount(_ literal: [UInt8], _ text: ArraySlice<UInt8>) -> Int {
    let end = min(literal.count, text.count)
    var count = 0
    while count < end, literal[count] == text[text.startIndex + count] { count += 1 }
    return count
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
