/// Buffers of one size that wait to be used again, so that neither a send nor an idle stream costs
/// an allocation.
final class BufferPool {
  /// The capacity of each buffer in bytes.
  let bufferSize: Int

  private let limit: Int
  // Unchecked for the reason given at `TCPStream.outbox`.
  @exclusivity(unchecked) private var free: [[UInt8]] = []

  /// Makes an empty pool that keeps at most `limit` buffers.
  init(bufferSize: Int, limit: Int) {
    self.bufferSize = bufferSize
    self.limit = limit
  }

  /// The number of buffers that wait.
  var count: Int { unsafe free.count }

  /// Takes an empty buffer out, or makes one.
  func take() -> [UInt8] {
    if let buffer = unsafe free.popLast() { return buffer }
    var buffer: [UInt8] = []
    buffer.reserveCapacity(bufferSize)
    return buffer
  }

  /// Takes a buffer back; it is dropped when enough are waiting.
  func give(_ buffer: consuming [UInt8]) {
    guard unsafe free.count < limit else { return }
    buffer.removeAll(keepingCapacity: true)
    unsafe free.append(buffer)
  }
}
