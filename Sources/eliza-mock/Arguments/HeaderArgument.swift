import ArgumentParser

/// A header field as typed: `X-API-KEY: …`.
struct HeaderArgument: ExplainedArgument {
  let name: String
  let value: String

  static let expectation =
    "a header field such as 'X-API-KEY: …', but not one about the message itself"

  /// What the connection itself says.
  private static let taken = [
    "host", "content-length", "transfer-encoding", "connection", "upgrade", "expect", "te",
  ]

  init?(argument: String) {
    let parts = argument.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let name = parts.first, let rest = parts.last else { return nil }
    let value = rest.drop { $0 == " " }
    let isToken = name.utf8.allSatisfy { byte in
      0x30...0x39 ~= byte || 0x41...0x5A ~= byte || 0x61...0x7A ~= byte || byte == 0x2D
        || byte == 0x5F
    }
    guard !name.isEmpty, isToken, !Self.taken.contains(name.lowercased()),
      value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
    else { return nil }
    self.name = String(name)
    self.value = String(value)
  }
}
