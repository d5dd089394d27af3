import HostInterface

/// Tells when messages come faster than one a second.
///
/// Four within two seconds: what a page sends a second apart may arrive bunched, but not that much.
struct Pace {
  private static let span: Duration = .seconds(2)

  private var first: Instant?
  private var second: Instant?
  private var third: Instant?
  private var isSettled = false

  /// Notes a message; true for the first one that is too fast.
  mutating func isExceeded(by now: Instant) -> Bool {
    guard !isSettled else { return false }
    if let first, first.advanced(by: Self.span) >= now {
      isSettled = true
      return true
    }
    first = second
    second = third
    third = now
    return false
  }
}
