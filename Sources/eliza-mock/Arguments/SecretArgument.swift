import ArgumentParser

/// What a name such as `{secret:1}` stands for, as typed: `1=VALUE`.
struct SecretArgument: ExplainedArgument {
  let number: Int
  let value: String

  static let expectation = "a number and what it stands for, such as 1=hunter2"

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let digits = parts.first, let value = parts.last, !value.isEmpty,
      digits.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let number = Int(digits)
    else { return nil }
    self.number = number
    self.value = String(value)
  }
}
