import Bytes

/// Input that cannot be read yet, since an earlier request is being answered.
struct InputBacklog {
  /// What has come, of which the first `start` bytes have been read.
  private(set) var bytes: [UInt8] = []
  private var start = 0

  /// The number of bytes kept.
  var count: Int { bytes.count - start }

  /// Whether nothing is kept.
  var isEmpty: Bool { count == 0 }

  /// Adds what has arrived.
  mutating func append(_ input: Span<UInt8>) {
    bytes.append(contentsOf: input)
  }

  /// Takes everything out, to be read from the index given.
  mutating func take() -> (bytes: [UInt8], start: Int) {
    let taken = (bytes, start)
    bytes = []
    start = 0
    return taken
  }

  /// Puts back what was taken, read up to `index`; what has come in since stays behind it.
  ///
  /// What has been read is removed once it is more than the rest. So a connection on which something always
  /// waits does not keep all it ever sent, and no byte moves more often than one is read.
  mutating func putBack(_ taken: consuming [UInt8], from index: Int) {
    guard index < taken.count else { return }
    let isMostlyRead = index > taken.count / 2
    if isMostlyRead { taken.removeFirst(index) }
    taken.append(contentsOf: bytes[start...])
    bytes = taken
    start = isMostlyRead ? 0 : index
  }
}
