import ArgumentParser

/// A key as typed: visible ASCII characters, since it has to travel in a header field.
struct APIKeyArgument: ExpressibleByArgument {
  let key: String

  init?(argument: String) {
    guard !argument.isEmpty, argument.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      return nil
    }
    key = argument
  }
}
