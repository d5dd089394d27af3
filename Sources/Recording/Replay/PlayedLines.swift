/// Which lines have been played, a bit for each.
struct PlayedLines: Sendable {
  private var bits: [UInt64] = []
  private(set) var count = 0

  func contains(_ line: Int) -> Bool {
    let word = line / 64
    return word < bits.count && bits[word] & 1 << UInt64(line % 64) != 0
  }

  /// Takes a line as played; answers whether it is for the first time.
  mutating func insert(_ line: Int) -> Bool {
    guard !contains(line) else { return false }
    while bits.count <= line / 64 { bits.append(0) }
    bits[line / 64] |= 1 << UInt64(line % 64)
    count += 1
    return true
  }
}

/// Leaps over the places of a list that are done with, however many stand in a row.
struct OpenPlaces: Sendable {
  private var following: [Int: Int] = [:]
  private var preceding: [Int: Int] = [:]

  mutating func close(_ place: Int) {
    following[place] = place + 1
    preceding[place] = place - 1
  }

  /// The first open place from `place` on.
  mutating func first(from place: Int) -> Int { OpenPlaces.end(of: place, &following) }

  /// The last open place up to `place`.
  mutating func last(upTo place: Int) -> Int { OpenPlaces.end(of: place, &preceding) }

  private static func end(of place: Int, _ leaps: inout [Int: Int]) -> Int {
    var end = place
    while let next = leaps[end] { end = next }
    var passed = place
    while let next = leaps[passed], next != end {
      leaps[passed] = end
      passed = next
    }
    return end
  }
}
