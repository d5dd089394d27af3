import ArgumentParser

/// Fills in options that were not given from `ELIZA_MOCK_*` variables.
enum EnvironmentFallback {
  /// The flag's value, else the variable's, else nil.
  static func value<Value: ExpressibleByArgument>(
    _ flag: Value?, _ name: String
  ) throws -> Value? {
    if let flag { return flag }
    guard let text = text(name) else { return nil }
    return try read(text, name)
  }

  /// The repeated flag's values, else those of the variable, separated by commas.
  static func values<Value: ExpressibleByArgument>(
    _ flags: [Value], _ name: String
  ) throws -> [Value] {
    guard flags.isEmpty, let text = text(name) else { return flags }
    return try text.split(separator: ",").map { try read(String($0), name) }
  }

  /// Whether the flag is set, or else its variable says `1`, `true` or `yes`.
  static func flag(_ flag: Bool, _ name: String) throws -> Bool {
    guard !flag, let text = text(name) else { return flag }
    switch text.lowercased() {
    case "1", "true", "yes": return true
    case "0", "false", "no": return false
    default:
      throw ValidationError("The variable \(variable(name)) must be 1 or 0, not '\(text)'.")
    }
  }

  private static func read<Value: ExpressibleByArgument>(
    _ text: String, _ name: String
  ) throws -> Value {
    if let value = Value(argument: text) { return value }
    let expectation = (Value.self as? any ExplainedArgument.Type).map {
      " Expected \($0.expectation)."
    }
    throw ValidationError(
      "The value '\(text)' is invalid for the variable \(variable(name)).\(expectation ?? "")")
  }

  private static func text(_ name: String) -> String? {
    let value = Terminal.environmentValue(variable(name))
    return value?.isEmpty == true ? nil : value
  }

  private static func variable(_ name: String) -> String {
    "ELIZA_MOCK_" + name
  }
}
