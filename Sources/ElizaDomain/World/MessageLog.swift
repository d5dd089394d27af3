import DequeModule
public import ElizaModel

/// The messages of one channel in the order they were stored.
///
/// Sequence numbers and times grow, so a place is found by halving: O(log n).
public struct MessageLog {
  private var kept = Deque<StoredMessage>()

  /// The number of messages kept.
  public var count: Int { kept.count }

  /// Whether there are none.
  public var isEmpty: Bool { kept.isEmpty }

  /// The message at `index`, counted from the oldest.
  public subscript(index: Int) -> StoredMessage { kept[index] }

  /// The newest message.
  public var last: StoredMessage? { kept.last }

  /// The number of messages stored before `moment`; they are the ones with the lowest indices.
  public func count(before moment: Timestamp) -> Int {
    partition { $0.createdAt < moment }
  }

  /// The message with this sequence number, if it is still kept.
  public func message(sequence: UInt64) -> StoredMessage? {
    index(of: sequence).map { kept[$0] }
  }

  /// Adds a message and returns the oldest when there are more than `limit` with it.
  mutating func append(_ message: StoredMessage, keeping limit: Int) -> StoredMessage? {
    kept.append(message)
    return kept.count > limit ? kept.popFirst() : nil
  }

  mutating func replace(_ message: StoredMessage) {
    guard let index = index(of: message.sequence) else { return }
    kept[index] = message
  }

  mutating func remove(sequence: UInt64) -> StoredMessage? {
    // The oldest, which goes most often, is found without a look at others that nobody has seen for long.
    if let first = kept.first, first.sequence == sequence { return kept.popFirst() }
    guard let index = index(of: sequence) else { return nil }
    return kept.remove(at: index)
  }

  mutating func removeLast() -> StoredMessage? { kept.popLast() }

  /// Where the message with this sequence number stands; `guess` is where it most likely does.
  func index(of sequence: UInt64, guess: Int? = nil) -> Int? {
    if let guess, guess < kept.count, kept[guess].sequence == sequence { return guess }
    let index = partition { $0.sequence < sequence }
    guard index < kept.count, kept[index].sequence == sequence else { return nil }
    return index
  }

  private func partition(_ isBefore: (StoredMessage) -> Bool) -> Int {
    var low = 0
    var high = kept.count
    while low < high {
      let middle = low + (high - low) / 2
      if isBefore(kept[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
