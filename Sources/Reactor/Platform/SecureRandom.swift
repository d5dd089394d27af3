import CPlatform

/// Random bits from the operating system's generator, fit for session ids and other secrets.
///
/// Draws as much at a time as the system gives out at once, since each draw costs about a microsecond however short
/// it is. Not libcrypto's generator: that takes two milliseconds to set itself up, a tenth of the program's start. A
/// class, for two copies of one pool would give out the same secrets. Not thread-safe.
public final class SecureRandom: RandomNumberGenerator {
  /// 256 bytes, the most that `getentropy` gives (POSIX.1-2024).
  private static let wordCount = 32

  private var pool: [UInt64] = []

  /// Makes a generator; the system is first asked when the first bits are.
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
      let result = unsafe platform_random(bytes.baseAddress, bytes.count)
      precondition(result == 0, "the system has a source of randomness")
      count = words.count
    }
  }
}
