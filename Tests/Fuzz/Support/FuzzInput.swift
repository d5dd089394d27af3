/// The bytes of one run: a few small choices in front, the input itself behind them.
public struct FuzzInput {
  private let bytes: [UInt8]
  private var position = 0

  /// Copies what the fuzzer made up.
  public init(_ start: UnsafePointer<UInt8>?, count: Int) {
    bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  }

  /// Whether nothing is left.
  public var isEmpty: Bool { position >= bytes.count }

  /// The next byte; zero when there is none.
  public mutating func byte() -> UInt8 {
    guard position < bytes.count else { return 0 }
    defer { position += 1 }
    return bytes[position]
  }

  /// The next `count` bytes, or as many as there are.
  public mutating func bytes(_ count: Int) -> [UInt8] {
    let end = min(bytes.count, position + count)
    defer { position = end }
    return Array(bytes[position..<end])
  }

  /// Everything that is left.
  public mutating func rest() -> [UInt8] { bytes(bytes.count) }
}
