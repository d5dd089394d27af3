import EngineIO

/// Events that wait for their socket to be connected, in order.
struct WaitingEvents {
  private struct Item {
    let packets: [Packet]
    let byteCount: Int
    let acknowledgementID: UInt64?
  }

  /// The bytes of all that waits.
  private(set) var byteCount = 0

  /// The numbers of the acknowledgements that events which wait ask for.
  private(set) var acknowledgementIDs: Set<UInt64> = []

  private var items: [Item] = []

  /// Adds an event behind the others.
  mutating func append(_ packets: [Packet], acknowledgementID: UInt64?) {
    let size = packets.reduce(0) { $0 + $1.bytes.count }
    items.append(Item(packets: packets, byteCount: size, acknowledgementID: acknowledgementID))
    byteCount += size
    if let acknowledgementID { acknowledgementIDs.insert(acknowledgementID) }
  }

  /// Takes an event out whose acknowledgement nobody waits for any more.
  mutating func remove(acknowledgementID id: UInt64) {
    guard acknowledgementIDs.remove(id) != nil,
      let index = items.firstIndex(where: { $0.acknowledgementID == id })
    else { return }
    byteCount -= items.remove(at: index).byteCount
  }

  /// Takes everything out.
  mutating func takeAll() -> [[Packet]] {
    defer { self = WaitingEvents() }
    return items.map(\.packets)
  }
}
