/// A way to cut an input into pieces, as a network does.
public struct Cutting: Sendable {
  /// The length of every piece but the last.
  public let length: Int

  /// Cuts into pieces of `length` bytes, at least one.
  public init(every length: UInt8) {
    self.length = max(1, Int(length))
  }

  /// Cuts into pieces of `length` bytes.
  private init(length: Int) {
    self.length = length
  }

  /// The same pieces, or longer ones where there would be more than `limit`.
  public func intoAtMost(_ limit: Int, of count: Int) -> Cutting {
    Cutting(length: max(length, (count + limit - 1) / limit))
  }

  /// No cut at all.
  public static let none = Cutting(length: .max)

  /// The pieces of an input of `count` bytes, in order.
  public func pieces(of count: Int) -> [Range<Int>] {
    guard length < count else { return [0..<count] }
    return stride(from: 0, to: count, by: length).map { $0..<min(count, $0 + length) }
  }
}
