/// A log-normal distribution of times, given by two points that people can name.
public struct LogNormalTime: Hashable, Sendable {
  /// The time that half of the draws stay below.
  public let median: Duration

  /// The time that 95 of 100 draws stay below.
  public let p95: Duration

  /// The longest time ever drawn; longer draws are cut to it.
  public let max: Duration

  /// The 95th percentile of the standard normal distribution.
  private static let normalP95 = 1.644_853_626_951_472_7

  /// Makes the distribution.
  ///
  /// Nil unless `0 < median <= p95 <= max`; a `max` that is not given is twice `p95`.
  public init?(median: Duration, p95: Duration, max: Duration? = nil) {
    let max = max ?? p95 * 2
    guard .zero < median, median <= p95, p95 <= max else { return nil }
    self.median = median
    self.p95 = p95
    self.max = max
  }

  /// Draws one time.
  public func sample(using generator: inout some RandomNumberGenerator) -> Duration {
    let exponent = RealMath.normal(using: &generator) / Self.normalP95
    let factor = RealMath.exp2(RealMath.log2(p95 / median) * exponent)
    let longest = max / median
    return factor < longest ? median * factor : max
  }
}
