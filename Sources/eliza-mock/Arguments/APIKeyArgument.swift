import ArgumentParser

/// A key as typed: visible ASCII characters, since it has to travel in a header field.
struct APIKeyArgument: ExplainedArgument {
  let key: String

  static let expectation =
    "visible ASCII characters without spaces, since the key travels in a header"

  init?(argument: String) {
    guard !argument.isEmpty, argument.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      return nil
    }
    key = argument
  }
}
