/// Clients that were connected and are so no more, by who they say they are.
///
/// Bounded: beyond the limit the first are forgotten, and nobody is remembered by an overlong name.
struct PastVisitors {
  /// The most that are remembered.
  private static let limit = 4_096
  /// The most UTF-8 bytes in what one is remembered by.
  private static let lengthLimit = 1_024

  private var known: Set<String> = []
  private var order: [String] = []

  mutating func add(_ visitor: String) {
    guard visitor.utf8.count <= PastVisitors.lengthLimit, known.insert(visitor).inserted else {
      return
    }
    order.append(visitor)
    if order.count > PastVisitors.limit { known.remove(order.removeFirst()) }
  }

  func contains(_ visitor: String) -> Bool { known.contains(visitor) }
}
