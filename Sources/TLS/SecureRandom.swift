import COpenSSL

/// Random bits from libcrypto's generator, fit for session ids and other secrets.
///
/// Draws 4 KiB at a time, since each draw costs about a microsecond however short it is. A class, for
/// two copies of one pool would give out the same secrets. Not thread-safe.
public final class SecureRandom: RandomNumberGenerator {
  private static let wordCount = 512

  private var pool: [UInt64] = []

  /// Makes a generator; libcrypto is first asked when the first bits are.
  public init() {}

  /// The next 64 random bits, which are not given out again.
  public func next() -> UInt64 {
    if let word = pool.popLast() { return word }
    refill()
    return next()
  }

  private func refill() {
    pool = unsafe Array(unsafeUninitializedCapacity: Self.wordCount) { words, count in
      let bytes = UnsafeMutableRawBufferPointer(words)
      let result = unsafe RAND_bytes(
        bytes.assumingMemoryBound(to: UInt8.self).baseAddress, Int32(bytes.count))
      precondition(result == 1, "the system has a source of randomness")
      count = words.count
    }
  }
}
