/// The times of a fixture: milliseconds with at most three digits behind the point.
enum LineTime {
  /// A number of milliseconds as a duration in whole microseconds; nil when negative or beyond a century.
  static func duration(milliseconds: Double) -> Duration? {
    guard milliseconds >= 0, milliseconds < 3.2e12 else { return nil }
    return .microseconds(Int64((milliseconds * 1000).rounded()))
  }

  /// The last moment that a line can tell of.
  static let longest = Duration.microseconds(3_200_000_000_000_000 - 1)

  /// The number that stands for a duration.
  static func milliseconds(_ duration: Duration) -> Double {
    Double(microseconds(duration)) / 1000
  }

  /// Whole microseconds.
  static func microseconds(_ duration: Duration) -> Int64 {
    let (seconds, attoseconds) = duration.components
    return seconds &* 1_000_000 &+ attoseconds / 1_000_000_000_000
  }
}
