/// A regular expression as a scenario file gives it; matching takes time linear in the text.
///
/// What it understands, and what it refuses, is in the README.
public struct Pattern: Hashable, Sendable {
  /// The expression as it was written.
  public let source: String

  /// Takes an expression.
  public init(_ source: String) {
    self.source = source
  }
}
