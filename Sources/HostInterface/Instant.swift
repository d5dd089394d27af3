/// A point on the host's monotonic time line, in nanoseconds since an arbitrary start.
///
/// Heartbeats, time-outs and every other rule of a transport count in this time. It never jumps and
/// says nothing about the calendar.
public struct Instant: Hashable, Comparable, Sendable {
  /// Nanoseconds since the host's start of time.
  public var nanoseconds: Int64

  /// Makes the instant that lies `nanoseconds` after the host's start of time.
  public init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  /// The host's start of time.
  public static let zero = Instant(nanoseconds: 0)

  /// The instant `duration` later; saturates at the ends of the time line.
  public func advanced(by duration: Duration) -> Instant {
    let (sum, overflow) = nanoseconds.addingReportingOverflow(duration.clampedNanoseconds)
    guard overflow else { return Instant(nanoseconds: sum) }
    return Instant(nanoseconds: duration < .zero ? .min : .max)
  }

  /// How much later `other` is; negative when it is earlier.
  public func duration(to other: Instant) -> Duration {
    .nanoseconds(other.nanoseconds) - .nanoseconds(nanoseconds)
  }

  /// Whether `left` comes before `right`.
  public static func < (left: Instant, right: Instant) -> Bool {
    left.nanoseconds < right.nanoseconds
  }
}

extension Duration {
  /// The duration in whole nanoseconds, limited to what 64 bits hold (about 292 years).
  public var clampedNanoseconds: Int64 {
    let (seconds, attoseconds) = components
    let (scaled, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, carry) = scaled.addingReportingOverflow(attoseconds / 1_000_000_000)
    guard overflow || carry else { return sum }
    return seconds < 0 ? .min : .max
  }
}
