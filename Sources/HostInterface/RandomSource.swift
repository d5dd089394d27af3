/// The chance that is passed in: one generator shared by reference, secure or seeded.
///
/// Not thread-safe: use it on the loop thread only.
public final class RandomSource: RandomNumberGenerator {
  private static let batch = 32

  private var generator: any RandomNumberGenerator
  /// Words drawn ahead, since asking a generator one does not know costs more than what it does.
  private var drawn: [UInt64] = []
  private var position = 0

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
    if position >= drawn.count { draw() }
    position &+= 1
    return drawn[position &- 1]
  }

  private func draw() {
    drawn = RandomSource.words(from: &generator)
    position = 0
  }

  private static func words(from generator: inout some RandomNumberGenerator) -> [UInt64] {
    (0..<batch).map { _ in generator.next() }
  }
}
