import Bytes

/// A recording that has been read: its head, and every line by its place.
///
/// Only where lines stand is kept in memory. They are read again when they are asked for.
package struct Fixture: Sendable {
  /// The bytes that are looked at in one go.
  private static let pieceSize = 1 << 18

  /// Where it comes from.
  package let head: FixtureHead
  /// All lines, the head included.
  package let lines: FixtureLines
  /// Whether the file ended within a line; what was left of it is not in `lines`.
  package let isCut: Bool

  /// The places of the requests that have no answer, or none that ends.
  package var unanswered: [Int] { lines.index.unanswered.map { Int($0) } }

  /// Reads a whole text.
  ///
  /// - Throws: The first line that is wrong, with what would be right.
  package init(parsing bytes: [UInt8]) throws(FixtureError) {
    try self.init(reading: HeldText(text: bytes))
  }

  /// Reads a text that stays where it is.
  ///
  /// - Throws: The first line that is wrong, with what would be right.
  package init(reading source: any FixtureSource) throws(FixtureError) {
    var reader = FixtureReader()
    var indexer = FixtureIndexer()
    var head: FixtureHead?
    var start = 0
    while start < source.count {
      let piece = source.bytes(in: start..<min(start + Fixture.pieceSize, source.count))
      if piece.isEmpty { break }
      start += piece.count
      reader.feed(piece)
      while let range = try reader.nextText() {
        try Fixture.take(range, reader, &indexer, &head)
        if indexer.count == 64 { indexer.reserve(source.count / max(reader.passed / 64, 1)) }
      }
    }
    var isCut = false
    if let range = reader.lastText() {
      let text = reader.rest.span.extracting(range)
      isCut = head != nil && (try? FixtureLine(parsing: text, line: reader.line)) == nil
      if !isCut { try Fixture.take(range, reader, &indexer, &head) }
    }
    self.isCut = isCut
    guard let head else {
      throw FixtureError(line: 1, "the first line must be of kind 'head'")
    }
    self.head = head
    lines = FixtureLines(source: source, index: indexer.finish())
  }

  /// Makes a fixture of lines; the first must be a head.
  package init(_ lines: [FixtureLine], isCut: Bool = false) throws(FixtureError) {
    var text: [UInt8] = []
    for line in lines { text += line.serialized() }
    let whole = try Fixture(parsing: text)
    head = whole.head
    self.lines = whole.lines
    self.isCut = isCut
  }

  private static func take(
    _ range: Range<Int>, _ reader: FixtureReader, _ indexer: inout FixtureIndexer,
    _ head: inout FixtureHead?
  ) throws(FixtureError) {
    let text = reader.rest.span.extracting(range)
    let start = reader.base + range.lowerBound
    guard head == nil else { return try indexer.take(text, at: start, line: reader.line) }
    let line = try FixtureLine(parsing: text, line: reader.line)
    guard reader.line == 1, case .head(let content) = line.content else {
      throw FixtureError(line: 1, "the first line must be of kind 'head'")
    }
    try indexer.begin(line, length: range.count, at: start)
    head = content
  }
}
