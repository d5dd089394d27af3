/// Who owns each watched descriptor: an array indexed by descriptor number.
///
/// A tag names one registration, not one number: an event that was on its way when its descriptor
/// was closed finds nobody, even if the number has been given out again.
struct RegistrationTable {
  /// What can own a descriptor of a loop.
  enum Owner {
    case stream(TCPStream)
    case listener(Listener)
    case attempt(ConnectAttempt)
    case inbox
  }

  private struct Entry {
    var owner: Owner?
    var generation: UInt32
  }

  private var entries: [Entry] = []
  private var generation: UInt32 = 0

  /// Makes an empty table.
  init() {}

  /// Enters an owner and returns the tag its events carry.
  mutating func insert(_ owner: Owner, for descriptor: Descriptor) -> UInt64 {
    let index = Int(descriptor.rawValue)
    while entries.count <= index { entries.append(Entry(owner: nil, generation: 0)) }
    generation &+= 1
    entries[index] = Entry(owner: owner, generation: generation)
    return UInt64(generation) << 32 | UInt64(UInt32(bitPattern: descriptor.rawValue))
  }

  /// Takes the owner of a descriptor out.
  mutating func remove(_ descriptor: Descriptor) {
    entries[Int(descriptor.rawValue)].owner = nil
  }

  /// The owner a tag names, nil when that registration has ended.
  func owner(of tag: UInt64) -> Owner? {
    let index = Int(truncatingIfNeeded: tag & 0xFFFF_FFFF)
    guard index < entries.count, entries[index].generation == UInt32(tag >> 32) else { return nil }
    return entries[index].owner
  }

  /// Everybody there is.
  var owners: [Owner] { entries.compactMap(\.owner) }
}
