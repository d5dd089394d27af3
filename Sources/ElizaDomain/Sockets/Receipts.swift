import DequeModule

/// Remembers which messages clients say they have received or seen.
///
/// Bounded: beyond the limit the messages noted first are forgotten.
public struct Receipts {
  /// How far a message has come with one reader.
  public enum State: Hashable, Sendable {
    /// It has arrived.
    case delivered
    /// It was looked at.
    case seen
  }

  private var states: [String: [String: State]] = [:]
  private var order = Deque<String>()
  private let limit: Int

  init(limit: Int = 10_000) {
    self.limit = limit
  }

  /// The readers of a message and how far it has come with each.
  public subscript(messageID: String) -> [String: State] { states[messageID] ?? [:] }

  /// Notes a receipt; one that was seen stays seen.
  mutating func note(_ state: State, of messageID: String, by reader: String) {
    if states[messageID] == nil {
      if order.count >= limit, let oldest = order.popFirst() { states[oldest] = nil }
      order.append(messageID)
    }
    guard states[messageID]?[reader] != .seen else { return }
    states[messageID, default: [:]][reader] = state
  }
}
