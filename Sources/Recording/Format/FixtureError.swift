/// Why a file is no fixture.
package struct FixtureError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The line, from 1.
  package let line: Int
  /// What is wrong with it, and what would be right.
  package let problem: String

  /// Makes an error.
  package init(line: Int, _ problem: String) {
    self.line = line
    self.problem = problem
  }

  /// Both, as `line 3: …`.
  package var description: String { "line \(line): \(problem)" }
}
