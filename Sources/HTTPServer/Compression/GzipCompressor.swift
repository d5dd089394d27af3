import CZlib

/// Compresses bodies into the gzip format (RFC 1952), fast rather than small.
///
/// zlib's state, about 256 KiB, is made at the first use and used again.
@safe
struct GzipCompressor: ~Copyable {
  private var stream: UnsafeMutablePointer<z_stream>?

  deinit {
    guard let stream = unsafe stream else { return }
    unsafe deflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// `input` compressed, or nil when the result would not be smaller or zlib has no memory.
  mutating func compress(_ input: [UInt8]) -> [UInt8]? {
    guard let size = UInt32(exactly: input.count), let stream = unsafe prepare() else { return nil }
    return unsafe input.withUnsafeBufferPointer { source in
      unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
      unsafe stream.pointee.avail_in = size
      return unsafe GzipCompressor.run(stream, room: input.count - 1)
    }
  }

  private static func run(_ stream: UnsafeMutablePointer<z_stream>, room: Int) -> [UInt8]? {
    guard room > 0 else { return nil }
    var isComplete = false
    let output = unsafe [UInt8](unsafeUninitializedCapacity: room) { target, count in
      unsafe stream.pointee.next_out = target.baseAddress
      unsafe stream.pointee.avail_out = UInt32(room)
      unsafe isComplete = deflate(stream, Z_FINISH) == Z_STREAM_END
      unsafe count = room - Int(stream.pointee.avail_out)
    }
    return isComplete ? output : nil
  }

  private mutating func prepare() -> UnsafeMutablePointer<z_stream>? {
    if let stream = unsafe stream {
      return unsafe deflateReset(stream) == Z_OK ? stream : nil
    }
    let fresh = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    unsafe fresh.initialize(to: z_stream())
    let gzipWindow = 15 + 16
    let status = unsafe deflateInit2_(
      fresh, Z_BEST_SPEED, Z_DEFLATED, Int32(gzipWindow), 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else {
      unsafe fresh.deallocate()
      return nil
    }
    unsafe stream = fresh
    return unsafe fresh
  }
}
