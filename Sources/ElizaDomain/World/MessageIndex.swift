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

  /// The sequence number of the message that came last.
  private(set) var lastSequence: UInt64 = 0

  /// Where the message with this id would be.
  func place(of id: String) -> Place? { places[MessageIndex.key(id)] }

  /// Notes a message whose sequence number is the next one.
  mutating func insert(_ message: StoredMessage, in channel: Channel) {
    lastSequence = message.sequence
    let place = Place(channel: channel, sequence: message.sequence)
    places[MessageIndex.key(message.id)] = place
    arrivals.append(place)
    byteCount += message.byteCount
  }

  /// The place of the oldest arrival once there is too much; places of messages that are already
  /// gone count as well, so the queue stays short.
  mutating func popOverflow(_ retention: Retention) -> Place? {
    guard arrivals.count > retention.total || byteCount > retention.messageBytes else {
      return nil
    }
    return arrivals.popFirst()
  }

  /// Notes that a message has changed.
  mutating func replace(_ old: StoredMessage, by new: StoredMessage) {
    byteCount += new.byteCount - old.byteCount
  }

  /// Notes that a message is gone.
  mutating func remove(_ message: StoredMessage) {
    byteCount -= message.byteCount
    let key = MessageIndex.key(message.id)
    guard places[key]?.sequence == message.sequence else { return }
    places[key] = nil
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
