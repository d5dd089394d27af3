import DequeModule

/// Remembers which messages clients say they have received or seen.
///
/// Bounded: beyond the limit the messages noted first are forgotten, and neither overlong ids nor more
/// than 64 readers of a message are kept.
public struct Receipts {
  /// How far a message has come with one reader.
  public enum State: Hashable, Sendable {
    /// It has arrived.
    case delivered
    /// It was looked at.
    case seen
  }

  private static let readerLimit = 64
  private static let lengthLimit = 256

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
    guard messageID.utf8.count <= Self.lengthLimit, reader.utf8.count <= Self.lengthLimit else {
      return
    }
    if states[messageID] == nil {
      if order.count >= limit, let oldest = order.popFirst() { states[oldest] = nil }
      order.append(messageID)
    }
    let readers = states[messageID, default: [:]]
    guard readers[reader] != .seen else { return }
    guard readers[reader] != nil || readers.count < Self.readerLimit else { return }
    states[messageID, default: [:]][reader] = state
  }
}
