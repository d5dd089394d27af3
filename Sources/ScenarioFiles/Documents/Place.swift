/// Where something stands in a file; both numbers count from one.
///
/// Columns count Unicode scalars, as editors' "go to line and column" mostly do.
package struct Place: Hashable, Sendable {
  /// The line.
  package var line: Int
  /// The column.
  package var column: Int

  /// Names a place.
  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// The start of a file.
  static let start = Place(line: 1, column: 1)

  /// The place so many columns further on the same line.
  func moved(by columns: Int) -> Place {
    Place(line: line, column: column &+ columns)
  }
}

extension Place: Comparable {
  /// Whether `left` is read before `right`.
  package static func < (left: Place, right: Place) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}
