/// How long an agent thinks before it answers.
public enum ThinkTime: Hashable, Sendable {
  /// Always the same time.
  case fixed(Duration)

  /// Any time between two bounds, all equally likely.
  case range(ClosedRange<Duration>)

  /// Mostly near a median, with a long tail, as real models behave.
  case logNormal(LogNormalTime)

  /// Draws one time; a fixed time draws nothing from `generator`.
  public func sample(using generator: inout some RandomNumberGenerator) -> Duration {
    switch self {
    case .fixed(let duration): duration
    case .range(let bounds):
      bounds.lowerBound
        + (bounds.upperBound - bounds.lowerBound) * generator.nextUnitInterval()
    case .logNormal(let distribution): distribution.sample(using: &generator)
    }
  }
}
