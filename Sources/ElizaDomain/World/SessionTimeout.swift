public import ElizaModel

/// How long a session lives.
public struct SessionTimeout: Hashable, Sendable {
  /// Minutes without activity after which the session expires; fractions count.
  public var timeoutMinutes: Double
  /// Whether activity prolongs the session.
  public var renewsItself: Bool
  /// The flag as the client sent it when it was not a boolean; shown instead of `renewsItself`.
  public var renewalFlagAsSent: StoredJSON?
  /// Minutes since creation beyond which no renewal helps.
  public var maxDurationMinutes: Double
  /// Minutes before expiry from which the session counts as near its end.
  public var warningThresholdMinutes: Double

  /// Makes a timeout; the defaults are a real server's.
  public init(
    timeoutMinutes: Double = 30, renewsItself: Bool = true, maxDurationMinutes: Double = 720,
    warningThresholdMinutes: Double = 5
  ) {
    self.timeoutMinutes = timeoutMinutes
    self.renewsItself = renewsItself
    self.maxDurationMinutes = maxDurationMinutes
    self.warningThresholdMinutes = warningThresholdMinutes
  }

  /// When a session made at `creation` and last active at `activity` expires, seen at `now`.
  ///
  /// A session that would outlive its longest duration ends with it.
  public func expiry(creation: Timestamp, activity: Timestamp, now: Timestamp) -> Timestamp {
    let age = Double(creation.milliseconds(to: now))
    guard age + timeoutMinutes * 60_000 <= maxDurationMinutes * 60_000 else {
      return creation.advanced(byMinutes: maxDurationMinutes)
    }
    return (renewsItself ? activity : creation).advanced(byMinutes: timeoutMinutes)
  }
}

extension Timestamp {
  func advanced(byMinutes minutes: Double) -> Timestamp {
    let sum = Double(milliseconds) + minutes * 60_000
    return Timestamp(milliseconds: abs(sum) < 9e18 ? Int64(sum) : .max)
  }
}
