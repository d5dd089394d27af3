/// Clients that were connected and are so no more, by who they say they are.
struct PastVisitors {
  /// The most that are remembered.
  private static let limit = 4_096

  private var known: Set<String> = []
  private var order: [String] = []

  mutating func add(_ visitor: String) {
    guard known.insert(visitor).inserted else { return }
    order.append(visitor)
    if order.count > PastVisitors.limit { known.remove(order.removeFirst()) }
  }

  func contains(_ visitor: String) -> Bool { known.contains(visitor) }
}
