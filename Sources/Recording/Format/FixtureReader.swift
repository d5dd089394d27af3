import Bytes

/// Reads a fixture piece by piece, keeping no more than the line that is not complete yet.
///
/// Feed it bytes as they come, ask for lines until there is none, and tell it when the file has ended.
package struct FixtureReader {
  /// The longest line, in bytes.
  package static let longestLine = 16 << 20

  /// What was fed and is not passed over yet.
  private(set) var rest: [UInt8] = []
  /// The place in the file at which `rest` begins.
  private(set) var base = 0
  /// The number of the line that was found last, from 1.
  private(set) var line = 0
  private var start = 0
  /// Whether the file ended within a line, as after a crash; what was left of it is not read.
  package private(set) var isCut = false
  /// Whether the last line said that the recording ended in order.
  package private(set) var hasEnd = false

  /// Makes a reader at the beginning of a file.
  package init() {}

  /// The bytes of the lines that were found.
  var passed: Int { base + start }

  /// Takes the next bytes of the file.
  package mutating func feed(_ bytes: some Collection<UInt8>) {
    if start > 0 {
      rest.removeFirst(start)
      base += start
      start = 0
    }
    rest.append(contentsOf: bytes)
  }

  /// The next complete line; nil when more bytes are needed.
  package mutating func next() throws(FixtureError) -> FixtureLine? {
    guard let range = try nextText() else { return nil }
    return try read(range)
  }

  /// Takes the end of the file: the last line, when it is whole though no line feed follows it.
  package mutating func finish() throws(FixtureError) -> FixtureLine? {
    guard let range = lastText() else { return nil }
    do throws(FixtureError) {
      return try read(range)
    } catch {
      guard line > 1 else { throw error }
      isCut = true
      return nil
    }
  }

  private mutating func read(_ range: Range<Int>) throws(FixtureError) -> FixtureLine {
    let read = try FixtureLine(parsing: rest.span.extracting(range), line: line)
    if case .head = read.content {
      guard line == 1 else { throw FixtureError(line: line, "'head' must be the first line") }
    } else if line == 1 {
      throw FixtureError(line: 1, "the first line must be of kind 'head'")
    }
    hasEnd = read.kind == .end
    return read
  }
}

extension FixtureReader {
  /// The place in `rest` of the next complete line that is not blank; nil when more bytes are needed.
  mutating func nextText() throws(FixtureError) -> Range<Int>? {
    while let end = rest[start...].firstIndex(of: ASCII.lineFeed) {
      let range = start..<end
      start = end + 1
      line += 1
      if rest[range].allSatisfy({ $0 == ASCII.space || $0 == ASCII.carriageReturn }) { continue }
      return range
    }
    guard rest.count - start <= FixtureReader.longestLine else {
      throw FixtureError(line: line + 1, "longer than \(FixtureReader.longestLine) bytes")
    }
    return nil
  }

  /// The place in `rest` of what is left at the end of the file; nil when that is blank.
  mutating func lastText() -> Range<Int>? {
    let range = start..<rest.count
    start = rest.count
    guard !rest[range].allSatisfy({ $0 == ASCII.space }) else { return nil }
    line += 1
    return range
  }
}
