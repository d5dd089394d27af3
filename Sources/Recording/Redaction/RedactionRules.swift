/// What to take out of a recording beside what is always taken out.
package struct RedactionRules: Sendable {
  /// Where a secret stands in a line, such as `json.user.email` or `args[*].payload.phone`.
  package var paths: [String]
  /// The names of members and headers whose values are secrets, in any case.
  package var keys: [String]
  /// What finds secrets within texts.
  package var patterns: [TextPattern]

  /// Makes rules; without any, only what is always taken out is.
  package init(paths: [String] = [], keys: [String] = [], patterns: [TextPattern] = []) {
    self.paths = paths
    self.keys = keys
    self.patterns = patterns
  }

  /// What `redaction` says in the head.
  var summary: String { counted.map { "default and \($0)" } ?? "default" }

  /// What it says in the head of a recording from which something was taken out before, as `earlier` says.
  func summary(after earlier: String) -> String {
    guard earlier != "default" else { return summary }
    return counted.map { "\(earlier), then \($0)" } ?? earlier
  }

  /// The number of rules in words; nil when there is none.
  private var counted: String? {
    let count = paths.count + keys.count + patterns.count
    return count == 0 ? nil : "\(count) rule\(count == 1 ? "" : "s")"
  }

  /// Something that finds the secrets in a text.
  package struct TextPattern: Sendable {
    /// How the pattern was written.
    package let source: String
    /// Where they are, from left to right, not overlapping.
    package let matches: @Sendable (String) -> [Range<String.Index>]

    /// Makes a pattern.
    package init(
      source: String, matches: @escaping @Sendable (String) -> [Range<String.Index>]
    ) {
      self.source = source
      self.matches = matches
    }
  }
}
