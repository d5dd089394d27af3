/// What is kept in memory of the lines of a fixture: some sixty bytes for each.
struct FixtureIndex: Sendable {
  /// How many templates one key may have; lines with others are compared one by one.
  static let templateLimit = 32

  /// The places in the lines of one key at which names stand.
  struct Template: Sendable {
    let number: UInt64
    let places: [UInt64]
  }

  var entries: [LineEntry] = []
  /// The numbers of the lines, where they are not their places: somebody has taken lines out.
  var numbers: [UInt32] = []
  /// The requests that have no answer, or none that ends.
  var unanswered: [UInt32] = []
  /// The first byte behind the text of the last line.
  var end = 0
  /// The names of connections.
  var connections = Interned()
  /// What clients' lines are found by.
  var keys = Interned()
  /// By key, the templates of its lines.
  var templates: [[Template]] = []
  /// The clients' lines: the print in the upper half, the line in the lower; in order.
  var prints: [UInt64] = []
  /// By an event for which the server wanted an acknowledgement, the line with which the client gave it.
  var answers: [UInt32: UInt32] = [:]
  /// The ids that the server made up.
  var serverNames = NameSet()
  /// By line, the sum over the ids in a client's request or event that the server made up.
  var nameSums: [UInt32] = []
  /// By line, a bit for each of its first 64 names that stands there first in the fixture.
  var firsts: [UInt64] = []
  /// The other names that are first, by line and place in it.
  var lateFirsts: [Int: Set<Int>] = [:]

  /// The number that a line has in the file.
  func number(of place: Int) -> Int { numbers.isEmpty ? place : Int(numbers[place]) }

  /// The line that has a number in the file; nil when none has.
  func place(ofNumber number: Int) -> Int? {
    guard !numbers.isEmpty else { return number < entries.count ? number : nil }
    var range = numbers.indices
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      range =
        Int(numbers[middle]) < number
        ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    let place = range.lowerBound
    return place < numbers.count && Int(numbers[place]) == number ? place : nil
  }

  /// Whether the name at `place` among those of a line stands there first.
  func isFirst(_ place: Int, in line: Int) -> Bool {
    if place < 64 { return firsts[line] & 1 << UInt64(place) != 0 }
    return lateFirsts[line]?.contains(place) ?? false
  }

  /// Whether any name stands first in a line.
  func hasFirsts(in line: Int) -> Bool { firsts[line] != 0 || lateFirsts[line] != nil }

  /// The print of something with a key, for a template's number; nil stands for the lines beyond all templates.
  static func print(key: UInt32, template: UInt64?, _ values: UInt64) -> UInt32 {
    let place = LinePrint.mix(UInt64(key) &+ 1, template ?? 1)
    return UInt32(truncatingIfNeeded: LinePrint.mix(place, template == nil ? 0 : values) >> 16)
  }
}
