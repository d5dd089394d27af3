/// A buffer that everything on one loop builds its packets in, one at a time.
///
/// It is taken out while in use, so that a nested user gets one of its own and nobody's bytes change
/// under a span.
final class ScratchBuffer {
  private static let capacityLimit = 262_144

  private var bytes: [UInt8] = []

  /// An empty buffer; give it back when done.
  func take() -> [UInt8] {
    var taken: [UInt8] = []
    swap(&taken, &bytes)
    return taken
  }

  /// Takes a buffer back, unless it has grown too large to keep.
  func give(_ buffer: consuming [UInt8]) {
    guard buffer.capacity <= ScratchBuffer.capacityLimit else { return }
    buffer.removeAll(keepingCapacity: true)
    bytes = buffer
  }
}
