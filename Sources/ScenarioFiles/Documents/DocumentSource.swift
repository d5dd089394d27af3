/// The text of a file, for finding places inside scalars.
struct DocumentSource: Sendable {
  /// The most bytes a file may have; 1 MiB.
  static let byteLimit = 1 << 20
  /// The most values a file may hold, those that aliases repeat included.
  static let nodeLimit = 100_000
  /// The most bytes its texts and keys may have together, those that aliases repeat included; 16 MiB.
  static let textLimit = 16 << 20
  /// How deep lists and mappings may be nested.
  static let depthLimit = 64

  /// The name errors give.
  let file: String
  private let lines: [[Unicode.Scalar]]

  init(file: String, text: String) {
    self.file = file
    lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(
      Array.init)
  }

  /// The place of the character `offset` of the scalar `node`, as far as it can be told.
  ///
  /// Exact for scalars on one line, escapes included; in those that span lines it is where the scalar begins.
  func place(of offset: Int, in node: DocumentNode) -> Place {
    guard case .text(let text) = node.content, let line = line(node.place.line) else {
      return node.place
    }
    let wanted = text.prefix(offset).unicodeScalars.count
    guard let start = scalarStart(in: line, from: node.place.column &- 1) else { return node.place }
    let first = line[start]
    guard first == "\"" || first == "'" else {
      let isHere = line[start...].starts(with: text.unicodeScalars)
      return isHere ? Place(line: node.place.line, column: start &+ 1 &+ wanted) : node.place
    }
    let inside = line[(start &+ 1)...]
    guard let index = position(of: wanted, in: inside, quote: first) else { return node.place }
    return Place(line: node.place.line, column: index &+ 1)
  }

  /// The place of the occurrence number `count` (from 0) of `mark` in the scalar `node`; nil where escapes hide it.
  ///
  /// A template's places begin with braces that no style of scalar but double quotes writes otherwise, so counting
  /// finds them in folded, literal and quoted text alike. In double quotes the search ends where the text does: what
  /// follows belongs to another.
  func place(ofOccurrence count: Int, of mark: String, in node: DocumentNode) -> Place? {
    let mark = Array(mark.unicodeScalars)
    var remaining = count
    var number = node.place.line
    let opening = opening(of: node)
    var index = opening.index
    while let text = line(number) {
      while index < text.count {
        if text[index] == mark.first, text[index...].starts(with: mark) {
          if remaining == 0 { return Place(line: number, column: index &+ 1) }
          remaining &-= 1
          index &+= mark.count
        } else {
          if opening.isQuoted, text[index] == "\"" { return nil }
          index &+= opening.isQuoted && text[index] == "\\" ? 2 : 1
        }
      }
      index = 0
      number &+= 1
    }
    return nil
  }

  /// The place of the alias number `count` (from 1) after `place`, as far as it can be told; nil where there is none.
  ///
  /// Within texts and comments a word that begins with a star is taken for one.
  func place(ofAlias count: Int, after place: Place) -> Place? {
    var remaining = count
    for number in lines.indices.dropFirst(place.line &- 1) {
      let line = lines[number]
      let passed = number == place.line &- 1 ? place.column : 0
      for index in line.indices.dropFirst(passed) where DocumentSource.isAlias(line, at: index) {
        remaining &-= 1
        if remaining == 0 { return Place(line: number &+ 1, column: index &+ 1) }
      }
    }
    return nil
  }

  /// Whether a star with a name begins at `index`, and nothing else is in the word.
  private static func isAlias(_ line: [Unicode.Scalar], at index: Int) -> Bool {
    guard line[index] == "*", index == 0 || " \t[{,:".unicodeScalars.contains(line[index &- 1])
    else { return false }
    let rest = line[(index &+ 1)...].drop {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "-" || $0 == "_"
    }
    guard rest.startIndex > index &+ 1 else { return false }
    guard let next = rest.first else { return true }
    return " \t,]}:".unicodeScalars.contains(next)
  }

  /// The index in its line at which a scalar is searched from, and whether it stands in double quotes.
  private func opening(of node: DocumentNode) -> (index: Int, isQuoted: Bool) {
    let index = node.place.column &- 1
    guard let line = line(node.place.line), let start = scalarStart(in: line, from: index),
      line[start] == "\""
    else { return (index, false) }
    return (start &+ 1, true)
  }

  private func line(_ number: Int) -> [Unicode.Scalar]? {
    lines.indices.contains(number &- 1) ? lines[number &- 1] : nil
  }

  /// The index of a scalar's first character, past an anchor and a tag.
  private func scalarStart(in line: [Unicode.Scalar], from start: Int) -> Int? {
    var index = start
    while index < line.count, line[index] == "&" || line[index] == "!" {
      while index < line.count, line[index] != " " { index &+= 1 }
      while index < line.count, line[index] == " " { index &+= 1 }
    }
    return line.indices.contains(index) ? index : nil
  }

  /// The index of the scalar number `wanted` of a quoted text, each escape counted as one.
  private func position(
    of wanted: Int, in line: ArraySlice<Unicode.Scalar>, quote: Unicode.Scalar
  ) -> Int? {
    var index = line.startIndex
    for _ in 0..<wanted {
      guard line.indices.contains(index), line[index] != quote || quote == "'" else { return nil }
      index &+= quote == "\"" && line[index] == "\\" ? escapeLength(line[index...]) : 1
      if quote == "'", line.indices.contains(index), line[index] == "'", line[index &- 1] == "'" {
        index &+= 1
      }
    }
    return index <= line.endIndex ? index : nil
  }

  private func escapeLength(_ rest: ArraySlice<Unicode.Scalar>) -> Int {
    switch rest.dropFirst().first {
    case "x": 4
    case "u": 6
    case "U": 10
    default: 2
    }
  }
}
