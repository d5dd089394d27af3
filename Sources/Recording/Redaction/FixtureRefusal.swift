/// A line that is not written, since something in it still looks like a secret, or since it could not be read again.
package struct FixtureRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// The number the line would have had.
  package let line: Int
  /// Where in the line it is, such as `json.note`; empty when it is the line itself that is wrong.
  package let field: String
  /// What it looks like; never the secret itself.
  package let what: String

  /// Says which line was refused and what to do.
  package var description: String {
    guard !field.isEmpty else { return "line \(line) is not written: \(what)" }
    return "line \(line) is not written: '\(field)' still looks like \(what); "
      + "a redaction rule for its path or key takes it out"
  }
}
