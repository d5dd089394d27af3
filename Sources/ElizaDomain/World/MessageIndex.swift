import DequeModule

/// Finds messages by id and tells which is the oldest of all channels.
///
/// Few are ever looked for, so ids are only taken note of when one is: then those of all that came since the last time.
/// They are kept as 64-bit hashes: whoever looks one up compares the message's own id.
struct MessageIndex {
  struct Place {
    let channel: Channel
    let sequence: UInt64
  }

  private var places: [UInt64: Place] = [:]
  private var arrivals = Deque<Place>()
  /// The bytes of text and data of all messages.
  private var byteCount = 0
  /// The sequence number of the latest message whose id is in `places`.
  private var latestKnown: UInt64 = 0

  /// Where the message with this id would be.
  mutating func place(of id: String) -> Place? {
    learnIDs()
    return places[MessageIndex.key(id)]
  }

  /// Takes note of the ids of all messages that came since the last time.
  private mutating func learnIDs() {
    guard let latest = arrivals.last?.sequence, latest > latestKnown else { return }
    var first = arrivals.count
    while first > 0, arrivals[first - 1].sequence > latestKnown { first -= 1 }
    places.reserveCapacity(places.count + arrivals.count - first)
    // Of one channel they stand one behind the other.
    var following: [ObjectIdentifier: Int] = [:]
    for place in arrivals[first...] {
      let log = place.channel.messages
      let next = following[ObjectIdentifier(place.channel)]
      guard let index = log.index(of: place.sequence, guess: next) else { continue }
      following[ObjectIdentifier(place.channel)] = index + 1
      places[MessageIndex.key(log[index].id)] = place
    }
    latestKnown = latest
  }

  /// Notes a message; returns what `popOverflow` does.
  mutating func insert(
    _ message: StoredMessage, in channel: Channel, keeping retention: Retention
  ) -> Place? {
    byteCount &+= message.byteCount
    arrivals.append(Place(channel: channel, sequence: message.sequence))
    return popOverflow(retention)
  }

  /// The place of the oldest arrival while there are too many or they take too much memory; nil else.
  ///
  /// Places of messages that are already gone count as arrivals too, so the queue stays short.
  mutating func popOverflow(_ retention: Retention) -> Place? {
    guard arrivals.count > retention.total || byteCount > retention.messageBytes, arrivals.count > 1
    else { return nil }
    return arrivals.popFirst()
  }

  /// Forgets a message that its channel no longer keeps.
  mutating func remove(_ message: StoredMessage) {
    byteCount &-= message.byteCount
    guard message.sequence <= latestKnown else { return }
    let key = MessageIndex.key(message.id)
    guard places[key]?.sequence == message.sequence else { return }
    places[key] = nil
  }

  /// Notes that a changed message has taken the place of an older one.
  mutating func replace(_ old: StoredMessage, by new: StoredMessage) {
    byteCount &+= new.byteCount &- old.byteCount
  }

  /// A hash taken eight bytes at a time; the dictionary mixes it again with a key of its own.
  private static func key(_ id: String) -> UInt64 {
    var id = id
    return id.withUTF8 { bytes in
      var hash = UInt64(bytes.count)
      var offset = 0
      while offset &+ 8 <= bytes.count {
        let word = unsafe UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped)
          .loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
        hash ^= hash >> 29
        offset &+= 8
      }
      while offset < bytes.count {
        hash = (hash ^ UInt64(unsafe bytes[offset])) &* 0x0000_0100_0000_01B3
        offset &+= 1
      }
      return hash
    }
  }
}
