import ArgumentParser

/// A number of bytes as typed: `2mb`, `500kb` or `1048576`.
struct ByteCountArgument: ExplainedArgument {
  let bytes: Int

  /// The most that can be asked for: 1 GiB.
  private static let longest = 1 << 30

  static let expectation = "a size of 1 byte to 1024mb, such as 500kb or 2mb"

  init?(argument: String) {
    let units = ["": 1, "b": 1, "kb": 1_024, "mb": 1_048_576]
    guard let bytes = Quantity.read(argument.lowercased()[...], units: units),
      (1...Self.longest).contains(bytes)
    else { return nil }
    self.bytes = bytes
  }
}
