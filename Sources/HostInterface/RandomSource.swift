/// The chance that is passed in: one generator shared by reference, secure or seeded.
///
/// Not thread-safe: use it on the loop thread only.
public final class RandomSource: RandomNumberGenerator {
  private var generator: any RandomNumberGenerator

  /// Draws from `generator`.
  public init(_ generator: any RandomNumberGenerator) {
    self.generator = generator
  }

  /// Draws from a generator that repeats itself for the same `seed`.
  public convenience init(seed: UInt64) {
    self.init(SeededRandom(seed: seed))
  }

  /// The next 64 random bits.
  public func next() -> UInt64 {
    generator.next()
  }
}
