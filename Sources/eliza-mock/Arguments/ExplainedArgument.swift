import ArgumentParser

/// A value of an option, or of its variable, that can say what it should have looked like.
protocol ExplainedArgument: ExpressibleByArgument {
  /// What is taken, as it goes on after "expected".
  static var expectation: String { get }
}

extension ExplainedArgument {
  /// Reads what was typed; throws a usage error that says what was expected.
  static func read(_ text: String) throws -> Self {
    guard let value = Self(argument: text) else {
      throw ValidationError("expected \(expectation).")
    }
    return value
  }
}
