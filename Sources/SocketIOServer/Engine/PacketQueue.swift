import DequeModule
import EngineIO

/// The packets that wait for the next poll of a session, bounded in number and bytes.
struct PacketQueue {
  private var packets: Deque<Packet> = []
  private var byteCount = 0

  var isEmpty: Bool { packets.isEmpty }

  /// Queues `packet`; the limit that was passed, or nil.
  mutating func append(_ packet: Packet, _ configuration: EngineConfiguration) -> Int? {
    guard packets.count < configuration.queuedPacketLimit else {
      return configuration.queuedPacketLimit
    }
    guard packet.bytes.count <= configuration.queuedByteLimit - byteCount else {
      return configuration.queuedByteLimit
    }
    byteCount += packet.bytes.count
    packets.append(packet)
    return nil
  }

  /// Takes the first packets out, at most `limit`.
  mutating func take(_ limit: Int) -> [Packet] {
    guard limit < packets.count else { return takeAll() }
    let taken = Array(packets.prefix(limit))
    packets.removeFirst(limit)
    byteCount -= taken.reduce(0) { $0 + $1.bytes.count }
    return taken
  }

  /// Takes everything out, in order, and keeps no storage.
  mutating func takeAll() -> [Packet] {
    let taken = Array(packets)
    packets = []
    byteCount = 0
    return taken
  }
}
