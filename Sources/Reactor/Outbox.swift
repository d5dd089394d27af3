import DequeModule

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The bytes a stream still has to write, in order.
///
/// Small sends share a buffer from the loop's pool; large and shared ones are kept as they are. An
/// empty outbox holds no buffer.
///
/// ```
///  chunks: [ sent ▸ to send | shared | pooled, full ]   tail: [ pooled, filling │ free ]
/// ```
struct Outbox {
  private struct Chunk {
    var bytes: [UInt8]
    var isPooled: Bool
  }

  /// What one gathered write takes at most; every POSIX system allows more.
  private static let gatherLimit = 64

  private let pool: BufferPool
  private var chunks: Deque<Chunk> = []
  private var tail: [UInt8] = []

  /// Whether `chunks` has once been so long that its storage is not worth keeping.
  private var hasGrown = false

  /// Bytes of the first chunk, or of the tail when it is alone, that the kernel has taken.
  private var offset = 0

  /// The number of bytes that wait.
  private(set) var byteCount = 0

  /// Makes an empty outbox that draws from `pool`.
  init(pool: BufferPool) {
    self.pool = pool
  }

  /// Whether nothing waits.
  var isEmpty: Bool { byteCount == 0 }

  /// Adds a copy of `bytes`.
  mutating func append(_ bytes: Span<UInt8>) {
    guard !bytes.isEmpty else { return }
    byteCount &+= bytes.count
    if bytes.count > pool.bufferSize { return append(large: bytes) }
    if tail.count &+ bytes.count > pool.bufferSize { parkTail() }
    if tail.isEmpty { tail = pool.take() }
    unsafe bytes.withUnsafeBufferPointer { unsafe tail.append(contentsOf: $0) }
  }

  /// Adds `bytes` by reference.
  mutating func append(shared bytes: consuming [UInt8]) {
    guard !bytes.isEmpty else { return }
    byteCount &+= bytes.count
    parkTail()
    append(Chunk(bytes: bytes, isPooled: false))
  }

  /// Writes once, gathering up to 64 chunks, and lets go of what the kernel took.
  mutating func write(to descriptor: Descriptor) -> IOResult {
    let result = chunks.isEmpty ? sendTail(to: descriptor) : sendChunks(to: descriptor)
    if case .done(let count) = result { consume(count) }
    return result
  }

  /// Drops everything and gives the buffers back.
  mutating func removeAll() {
    while let chunk = chunks.popFirst() {
      if chunk.isPooled { pool.give(chunk.bytes) }
    }
    chunks = []
    releaseTail()
    offset = 0
    byteCount = 0
  }

  private mutating func append(large bytes: Span<UInt8>) {
    parkTail()
    let copy = unsafe bytes.withUnsafeBufferPointer { unsafe Array($0) }
    append(Chunk(bytes: copy, isPooled: false))
  }

  private mutating func parkTail() {
    guard !tail.isEmpty else { return }
    append(Chunk(bytes: tail, isPooled: true))
    tail = []
  }

  private mutating func append(_ chunk: consuming Chunk) {
    chunks.append(chunk)
    if chunks.count > Self.gatherLimit { hasGrown = true }
  }

  private mutating func releaseTail() {
    guard tail.capacity > 0 else { return }
    var released: [UInt8] = []
    swap(&released, &tail)
    pool.give(released)
  }

  private func sendTail(to descriptor: Descriptor) -> IOResult {
    unsafe tail.withUnsafeBytes { bytes in
      unsafe descriptor.send(UnsafeRawBufferPointer(rebasing: bytes[offset...]))
    }
  }

  private func sendChunks(to descriptor: Descriptor) -> IOResult {
    let room = min(chunks.count + 1, Self.gatherLimit)
    return unsafe withUnsafeTemporaryAllocation(of: iovec.self, capacity: room) { vectors in
      var count = 0
      for chunk in chunks.prefix(room) {
        unsafe vectors.initializeElement(at: count, to: vector(of: chunk.bytes, from: count == 0))
        count += 1
      }
      if count < room, !tail.isEmpty {
        unsafe vectors.initializeElement(at: count, to: vector(of: tail, from: false))
        count += 1
      }
      return unsafe descriptor.send(
        gathering: UnsafeMutableBufferPointer(rebasing: vectors[..<count]))
    }
  }

  /// Where the bytes lie.
  ///
  /// The pointer outlives the closure that lends it, which is sound here: the outbox holds the array,
  /// and nothing changes it before the write has returned.
  private func vector(of bytes: [UInt8], from isFirst: Bool) -> iovec {
    unsafe bytes.withUnsafeBytes { lent in
      let unsent = unsafe lent[(isFirst ? offset : 0)...]
      let rebased = unsafe UnsafeRawBufferPointer(rebasing: unsent)
      return unsafe iovec(
        iov_base: UnsafeMutableRawPointer(mutating: rebased.baseAddress), iov_len: rebased.count)
    }
  }

  private mutating func consume(_ count: Int) {
    byteCount &-= count
    offset &+= count
    while let size = chunks.first?.bytes.count {
      guard offset >= size else { return }
      offset &-= size
      let sent = chunks.removeFirst()
      if sent.isPooled { pool.give(sent.bytes) }
    }
    guard offset == tail.count else { return }
    releaseTail()
    offset = 0
    guard hasGrown else { return }
    chunks = []
    hasGrown = false
  }
}
