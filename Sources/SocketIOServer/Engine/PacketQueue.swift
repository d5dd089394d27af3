import EngineIO

/// The packets that wait for the next poll of a session, bounded in number and bytes.
struct PacketQueue {
  private var packets: [Packet] = []
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

  /// Takes everything out, in order.
  mutating func takeAll() -> [Packet] {
    var taken: [Packet] = []
    swap(&taken, &packets)
    byteCount = 0
    return taken
  }
}
