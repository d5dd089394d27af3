import Bytes
import ElizaModel
import JSON

/// A fixture in the order in which a replay needs it.
package struct ReplayScript: Sendable {
  let lines: FixtureLines
  /// By a client's line the first of what the server said because of it, by that the next one, and so on.
  private var links: [UInt32]
  /// The clients' lines by key, in order.
  private var byKey: [UInt32] = []
  /// Where the lines of a key begin in `byKey`.
  private var starts: [Int] = []
  /// The lines of clients that change something and that live ones are compared with, in order.
  private(set) var writes: [UInt32] = []
  /// The events of clients that the server answered with an error.
  private(set) var refused: Set<Int> = []

  /// Puts the lines of a fixture in order.
  package init(_ fixture: Fixture) {
    lines = fixture.lines
    links = Array(repeating: LineEntry.none, count: fixture.lines.count)
    connect()
    sortByKey()
  }

  /// Finds for each line of the server the client's that has to be played for it to come.
  private mutating func connect() {
    let entries = lines.index.entries
    let acknowledgements = Set(lines.index.answers.values)
    var roots = links
    var tails = links
    var last = Array(repeating: LineEntry.none, count: lines.index.connections.texts.count)
    for (place, entry) in entries.enumerated() {
      let number = UInt32(truncatingIfNeeded: place)
      if entry.key != LineEntry.none {
        roots[place] = number
        if !entry.isRead { writes.append(number) }
        if entry.connection != LineEntry.none { last[Int(entry.connection)] = number }
        continue
      }
      if acknowledgements.contains(number) {
        roots[place] = number
        continue
      }
      var root = entry.cause == LineEntry.none ? LineEntry.none : roots[Int(entry.cause)]
      if root == LineEntry.none, entry.connection != LineEntry.none {
        root = last[Int(entry.connection)]
      }
      roots[place] = root
      guard entry.direction == .toClient, root != LineEntry.none else { continue }
      let tail = tails[Int(root)] == LineEntry.none ? root : tails[Int(root)]
      links[Int(tail)] = number
      tails[Int(root)] = number
      if entry.isError { refused.insert(Int(root)) }
    }
  }

  private mutating func sortByKey() {
    var counts = Array(repeating: 0, count: lines.index.keys.texts.count + 1)
    for entry in lines.index.entries where entry.key != LineEntry.none {
      counts[Int(entry.key) + 1] += 1
    }
    for key in counts.indices.dropFirst() { counts[key] += counts[key - 1] }
    starts = counts
    byKey = Array(repeating: 0, count: starts.last ?? 0)
    for (place, entry) in lines.index.entries.enumerated() where entry.key != LineEntry.none {
      byKey[counts[Int(entry.key)]] = UInt32(truncatingIfNeeded: place)
      counts[Int(entry.key)] += 1
    }
  }
}

extension ReplayScript {
  func entry(_ line: Int) -> LineEntry { lines.index.entries[line] }

  func time(_ line: Int) -> Duration { .microseconds(entry(line).time) }

  /// The name of the connection on which a line happened.
  func connection(_ line: Int) -> String? { lines.index.connections[entry(line).connection] }

  /// What a line says; nil when its text has become something else since it was read first.
  func content(_ line: Int) -> FixtureLine.Content? {
    lines.line(line, lines.text(of: line))?.content
  }

  /// What comes next of what the server said because of a client's line: after that line itself, or after one of them.
  func effect(after line: Int) -> Int? {
    links[line] == LineEntry.none ? nil : Int(links[line])
  }

  /// Whether an answer to a request, or more of it, comes after that line, or after a piece of the answer.
  func hasAnswer(after line: Int) -> Bool {
    var next = effect(after: line)
    while let index = next {
      if entry(index).kind == .res { return true }
      next = effect(after: index)
    }
    return false
  }

  /// The line with which the client acknowledged an event of the server.
  func acknowledgement(of event: Int) -> Int? {
    lines.index.answers[UInt32(truncatingIfNeeded: event)].map { Int($0) }
  }

  /// The names, moments included, that first appear in what the server said because of a line.
  func coined(by line: Int) -> [String] {
    var names: [String] = []
    var effect = effect(after: line)
    while let index = effect {
      if lines.index.hasFirsts(in: index) {
        var place = 0
        CompactName.visit(lines.text(of: index).span) { name in
          if lines.index.isFirst(place, in: index) { names.append(name.text) }
          place += 1
        }
      }
      effect = self.effect(after: index)
    }
    return names
  }

  /// Whether the server made an id up.
  func isServers(_ name: String) -> Bool {
    CompactName(name).map { lines.index.serverNames.contains($0) } ?? false
  }
}

extension ReplayScript {
  /// The lines that have a key, in order.
  func lines(of key: UInt32) -> ArraySlice<UInt32> {
    guard Int(key) + 1 < starts.count else { return [] }
    return byKey[starts[Int(key)]..<starts[Int(key) + 1]]
  }

  /// Where the lines that a client's move may repeat stand in the list of prints.
  func candidates(for move: ClientMove) -> [Range<Int>] {
    guard let key = lines.index.keys.place(of: move.key) else { return [] }
    let templates = lines.index.templates[Int(key)]
    var ranges = templates.map { template in
      range(
        of: FixtureIndex.print(
          key: key, template: template.number, move.print(leavingOut: template.places)))
    }
    if templates.count == FixtureIndex.templateLimit {
      ranges.append(range(of: FixtureIndex.print(key: key, template: nil, 0)))
    }
    return ranges.filter { !$0.isEmpty }
  }

  /// The place of a line in the list of prints; nil when it has none.
  func place(ofCandidate line: Int) -> Int? {
    let entry = entry(line)
    guard entry.key != LineEntry.none else { return nil }
    return place(of: UInt64(entry.print) << 32 | UInt64(line))
  }

  /// The line at a place in the list of prints.
  func candidate(at place: Int) -> Int {
    Int(UInt32(truncatingIfNeeded: lines.index.prints[place]))
  }

  private func range(of print: UInt32) -> Range<Int> {
    let start = UInt64(print) << 32
    let first = place(of: start)
    return first..<place(of: start | UInt64(UInt32.max), from: first)
  }

  /// The first place in the list of prints with at least this one.
  private func place(of print: UInt64, from start: Int = 0) -> Int {
    var range = start..<lines.index.prints.count
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      range =
        lines.index.prints[middle] < print
        ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return range.lowerBound
  }
}

extension ReplayScript {
  // What a line of a client is found by: method and path without ids, or the name of the event.

  static func key(opening namespace: String) -> String { openingMark + namespace }

  private static let openingMark = "open "

  /// The namespaces that clients have asked for.
  package var namespaces: Set<String> {
    Set(
      lines.index.keys.texts.compactMap { key in
        key.hasPrefix(ReplayScript.openingMark)
          ? String(key.dropFirst(ReplayScript.openingMark.count)) : nil
      })
  }

  static func key(event name: String, _ namespace: String) -> String { "ev \(namespace) \(name)" }

  static func key(method: String, target: String) -> String {
    var key = method
    var separator = " "
    let path = target.utf8.prefix { $0 != ASCII.questionMark }
    for part in path.split(separator: ASCII.slash, omittingEmptySubsequences: false) {
      key += separator
      separator = "/"
      let text = Substring(part)
      var hasName = part.count == 36 && Identifier.isUUID(String(text))
      // What is meant as text as well: live clients know of no marks.
      if part.contains(ASCII.leftBrace) {
        let bytes = Array(part)
        hasName = hasName || bytes.indices.contains { FixtureToken.marked(bytes[$0...]) != nil }
      }
      key += hasName ? "*" : text
    }
    return key
  }
}
