import Bytes

/// A recording that has been read: its head, and every line by its place.
package struct Fixture: Sendable {
  /// Where it comes from.
  package let head: FixtureHead
  /// All lines, the head included.
  package private(set) var lines: [FixtureLine] = []
  /// Whether the file ended within a line; what was left of it is not in `lines`.
  package private(set) var isCut = false
  /// The names, moments included, that a line has first, by its place.
  private(set) var names: [Int: [String]] = [:]
  private var seen: Set<FixtureToken> = []

  /// Reads a whole file.
  ///
  /// - Throws: The first line that is wrong, with what would be right.
  package init(parsing bytes: [UInt8]) throws(FixtureError) {
    var reader = FixtureReader()
    head = try Fixture.head(of: bytes)
    for start in stride(from: 0, to: bytes.count, by: 1 << 16) {
      reader.feed(bytes[start..<min(start + 1 << 16, bytes.count)])
      while let line = try reader.next() { try take(line, Array(reader.text)) }
    }
    if let line = try reader.finish() { try take(line, Array(reader.text)) }
    isCut = reader.isCut
  }

  /// Makes a fixture of lines; the first must be a head.
  package init(_ lines: [FixtureLine], isCut: Bool = false) throws(FixtureError) {
    guard case .head(let head) = lines.first?.content else {
      throw FixtureError(line: 1, "the first line must be of kind 'head'")
    }
    self.head = head
    self.isCut = isCut
    for line in lines { try take(line, line.serialized()) }
  }

  /// The head, which the rest is read after.
  private static func head(of bytes: [UInt8]) throws(FixtureError) -> FixtureHead {
    let end = bytes.firstIndex(of: ASCII.lineFeed) ?? bytes.count
    let line = try FixtureLine(parsing: bytes.span.extracting(0..<end), line: 1)
    guard case .head(let head) = line.content else {
      throw FixtureError(line: 1, "the first line must be of kind 'head'")
    }
    return head
  }

  private mutating func take(_ line: FixtureLine, _ text: [UInt8]) throws(FixtureError) {
    let place = lines.count
    guard line.number == place else {
      throw FixtureError(line: place + 1, "'n' must be \(place), the next number")
    }
    if let cause = line.cause, cause >= place {
      throw FixtureError(line: place + 1, "'cause' must be an earlier line, not \(cause)")
    }
    if let last = lines.last, line.time < last.time {
      throw FixtureError(line: place + 1, "'t' must not be earlier than that of the line before")
    }
    lines.append(line)
    Mentions.visit(text) { token in
      guard let name = token.indexed, seen.insert(token).inserted else { return }
      names[place, default: []].append(name)
    }
  }
}

extension FixtureToken {
  /// What a replay knows the name by; nil for secrets, which stand for nothing.
  fileprivate var indexed: String? {
    switch self {
    case .id(let name): name
    case .time(let offset), .epoch(let offset), .digits(let offset): ReplayValues.moment(offset)
    case .secret: nil
    }
  }
}
