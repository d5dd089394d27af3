import ArgumentParser

/// A TCP port as typed: 0 to 65535.
struct PortNumber: ExplainedArgument {
  let value: UInt16

  static let expectation = "a number from 0 to 65535"

  init?(argument: String) {
    guard argument.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let value = UInt16(argument)
    else { return nil }
    self.value = value
  }
}
