/// The lines of a fixture, each read from its text when it is asked for.
package struct FixtureLines: RandomAccessCollection, Sendable {
  let source: any FixtureSource
  let index: FixtureIndex

  package var startIndex: Int { 0 }
  package var endIndex: Int { index.entries.count }

  /// The line at a place, numbered by it; a remark when its text has become something else since it was read first.
  package subscript(place: Int) -> FixtureLine {
    line(place, text(of: place))
      ?? FixtureLine(
        number: place, time: .microseconds(index.entries[place].time),
        .note("the file has been changed since it was read"))
  }

  /// The line at a place, whose text has been read; nil when the text has become something else.
  func line(_ place: Int, _ text: [UInt8]) -> FixtureLine? {
    let entry = index.entries[place]
    guard var line = try? FixtureLine(parsing: text.span, line: place + 1),
      line.number == index.number(of: place),
      line.kind == entry.kind, line.content.direction == entry.direction,
      LineTime.microseconds(line.time) == entry.time
    else { return nil }
    line.number = place
    line.cause = entry.cause == LineEntry.none ? nil : Int(entry.cause)
    return line
  }

  /// The text of the line at a place, with what white space follows it.
  func text(of place: Int) -> [UInt8] {
    let start = Int(index.entries[place].start)
    let next = place + 1
    let end = next < endIndex ? Int(index.entries[next].start) : index.end
    return source.bytes(in: start..<end)
  }
}

extension FixtureLines: Equatable {
  package static func == (left: Self, right: Self) -> Bool { left.elementsEqual(right) }
}
