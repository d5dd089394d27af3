/// Why JSON is no expectation.
public struct ExpectationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong and what would be right.
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}
