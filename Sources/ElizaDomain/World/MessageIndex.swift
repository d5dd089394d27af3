import DequeModule

/// Finds messages by id and tells which is the oldest of all channels.
struct MessageIndex {
  struct Place {
    let channel: Channel
    let sequence: UInt64
  }

  private var places: [String: Place] = [:]
  private var arrivals = Deque<Place>()
  private(set) var lastSequence: UInt64 = 0

  /// The number of messages indexed.
  var count: Int { places.count }

  subscript(id: String) -> Place? { places[id] }

  mutating func nextSequence() -> UInt64 {
    lastSequence += 1
    return lastSequence
  }

  mutating func insert(_ id: String, in channel: Channel, sequence: UInt64) {
    let place = Place(channel: channel, sequence: sequence)
    places[id] = place
    arrivals.append(place)
  }

  mutating func remove(_ message: StoredMessage) {
    guard places[message.id]?.sequence == message.sequence else { return }
    places[message.id] = nil
  }

  /// The place of the oldest arrival once more than `limit` have come; places of messages that are
  /// already gone count as well, so the queue stays short.
  mutating func popOverflow(limit: Int) -> Place? {
    arrivals.count > limit ? arrivals.popFirst() : nil
  }
}
