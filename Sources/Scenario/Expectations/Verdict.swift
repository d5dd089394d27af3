/// Whether the client did what was expected of it.
public struct Verdict: Hashable, Sendable {
  /// What was expected.
  public let expectation: Expectation
  /// What was counted.
  public let actual: Int

  /// Judges an expectation by what was counted.
  public init(_ expectation: Expectation, actual: Int) {
    self.expectation = expectation
    self.actual = actual
  }

  /// Whether the count is as expected.
  public var isMet: Bool { expectation.count.holds(for: actual) }
}

extension Condition.NumberCondition {
  /// Whether every bound holds for a number.
  public func holds(for number: Int) -> Bool {
    (equals.map { number == $0 } ?? true) && (atLeast.map { number >= $0 } ?? true)
      && (atMost.map { number <= $0 } ?? true)
  }
}
