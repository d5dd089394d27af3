/// What the operator lets sessions ask for; everything is in minutes.
///
/// Each value can be set by an environment variable, as on a real server.
public struct SessionLimits: Hashable, Sendable {
  /// How long a session lives without activity when nobody says: 1…10 080.
  public private(set) var defaultTimeout = 30.0
  /// The shortest time that may be asked for: 1…60.
  public private(set) var minimumTimeout = 5.0
  /// The longest time that may be asked for: 60…10 080.
  public private(set) var maximumTimeout = 1440.0
  /// How old a session gets when nobody says: 60…20 160.
  public private(set) var defaultMaxDuration = 720.0
  /// How near its end a session counts as such when nobody says: 1…60.
  public private(set) var warningThreshold = 5.0
  /// How often expired sessions are swept away: 1…60.
  public private(set) var cleanupInterval = 5.0

  /// The environment variables that are understood.
  public static let variableNames = [
    "DEFAULT_TIMEOUT", "MIN_TIMEOUT", "MAX_TIMEOUT", "MAX_DURATION", "WARNING_THRESHOLD",
    "CLEANUP_INTERVAL",
  ].map { "SESSION_\($0)_MINUTES" }

  /// Makes a real server's limits.
  public init() {}

  /// Makes limits of environment variables such as `SESSION_MIN_TIMEOUT_MINUTES`.
  ///
  /// What is no whole number is passed over, what is out of range is moved to the nearest end of it.
  public init(environment: [String: String]) {
    func minutes(_ name: String, _ range: ClosedRange<Double>, _ value: inout Double) {
      guard let number = environment["SESSION_\(name)_MINUTES"].flatMap(JavaScript.parseInt)
      else { return }
      value = min(max(number, range.lowerBound), range.upperBound)
    }
    minutes("DEFAULT_TIMEOUT", 1...10_080, &defaultTimeout)
    minutes("MIN_TIMEOUT", 1...60, &minimumTimeout)
    minutes("MAX_TIMEOUT", 60...10_080, &maximumTimeout)
    minutes("MAX_DURATION", 60...20_160, &defaultMaxDuration)
    minutes("WARNING_THRESHOLD", 1...60, &warningThreshold)
    minutes("CLEANUP_INTERVAL", 1...60, &cleanupInterval)
  }

  /// The timeout of a session that asks for nothing.
  public var defaults: SessionTimeout {
    SessionTimeout(
      timeoutMinutes: defaultTimeout, maxDurationMinutes: defaultMaxDuration,
      warningThresholdMinutes: warningThreshold)
  }
}
