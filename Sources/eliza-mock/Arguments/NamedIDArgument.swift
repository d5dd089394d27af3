import ArgumentParser

/// What a name such as `{channel:1}` stands for, as typed: `channel:1=ID`.
struct NamedIDArgument: ExplainedArgument {
  /// The name with its braces.
  let name: String
  let value: String

  static let expectation = "a name of the recording and an id, such as channel:1=UUID"

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let name = parts.first, let value = parts.last, !value.isEmpty else {
      return nil
    }
    let bare = name.hasPrefix("{") && name.hasSuffix("}") ? name.dropFirst().dropLast() : name
    let halves = bare.split(separator: ":", omittingEmptySubsequences: false)
    guard halves.count == 2, let kind = halves.first, let digits = halves.last, !kind.isEmpty,
      kind.utf8.allSatisfy({ 0x61...0x7A ~= $0 }), !digits.isEmpty,
      digits.utf8.allSatisfy({ 0x30...0x39 ~= $0 })
    else { return nil }
    self.name = "{\(bare)}"
    self.value = String(value)
  }
}
