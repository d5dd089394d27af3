/// A file that cannot be used, with everything that is wrong with it.
///
/// Where that is more than anybody reads, the last of `problems` says how many errors are left out.
package struct UnusableFile: Error, Hashable, Sendable {
  /// At least one error; warnings may stand beside it.
  package let problems: [Problem]

  init(_ problems: [Problem]) {
    self.problems = problems
  }
}

extension UnusableFile: CustomStringConvertible {
  /// One line a problem.
  package var description: String {
    problems.map(\.description).joined(separator: "\n")
  }
}
