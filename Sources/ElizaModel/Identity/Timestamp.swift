/// A moment of scenario time in milliseconds since 1970-01-01T00:00:00Z, as JavaScript counts.
///
/// Values outside ±8 640 000 000 000 000 ms have no calendar date in JavaScript; `isRepresentable`
/// tells them apart.
public struct Timestamp: Hashable, Comparable, Sendable {
  /// Milliseconds since the epoch; negative before it.
  public var milliseconds: Int64

  /// Makes the moment `milliseconds` after the epoch.
  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// Whether JavaScript can make a date of it.
  public var isRepresentable: Bool {
    -8_640_000_000_000_000...8_640_000_000_000_000 ~= milliseconds
  }

  /// The moment `duration` later, cut to whole milliseconds; saturates at the ends of 64 bits.
  public func advanced(by duration: Duration) -> Timestamp {
    let (seconds, attoseconds) = duration.components
    let (scaled, overflow) = seconds.multipliedReportingOverflow(by: 1000)
    let (span, carry) = scaled.addingReportingOverflow(attoseconds / 1_000_000_000_000_000)
    let (sum, excess) = milliseconds.addingReportingOverflow(span)
    guard overflow || carry || excess else { return Timestamp(milliseconds: sum) }
    return Timestamp(milliseconds: duration < .zero ? .min : .max)
  }

  /// Milliseconds from this moment to `other`; negative when `other` is earlier, saturating.
  public func milliseconds(to other: Timestamp) -> Int64 {
    let (span, overflow) = other.milliseconds.subtractingReportingOverflow(milliseconds)
    guard overflow else { return span }
    return other < self ? .min : .max
  }

  /// Whether `left` comes before `right`.
  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.milliseconds < right.milliseconds
  }
}
