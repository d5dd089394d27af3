import DequeModule

/// Finds messages by id and tells which is the oldest of all channels.
///
/// Ids are kept as 64-bit hashes: whoever looks one up compares the message's own id.
struct MessageIndex {
  struct Place {
    let channel: Channel
    let sequence: UInt64
  }

  private var places: [UInt64: Place] = [:]
  private var arrivals = Deque<Place>()
  /// The bytes of text and data of all messages.
  private var byteCount = 0

  /// Where the message with this id would be.
  func place(of id: String) -> Place? { places[MessageIndex.key(id)] }

  /// Notes a message; returns what `popOverflow` does.
  mutating func insert(
    _ message: StoredMessage, in channel: Channel, keeping retention: Retention
  ) -> Place? {
    byteCount &+= message.byteCount
    let place = Place(channel: channel, sequence: message.sequence)
    places[MessageIndex.key(message.id)] = place
    arrivals.append(place)
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
