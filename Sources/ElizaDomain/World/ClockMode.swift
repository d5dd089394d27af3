/// How scenario time runs.
///
/// Thinking, pacing, expiry, timestamps and the windows of rate limits count in it; heartbeats and time-outs
/// of connections stay on real time.
public enum ClockMode: Hashable, Sendable {
  /// As fast as the host's time.
  case real
  /// Faster or slower than the host's time, by a factor within `factors`.
  case scaled(Double)
  /// Only when somebody says so.
  case manual

  /// The factors that are taken: from a thousandth to a hundred thousand.
  public static let factors = 0.001...100_000

  /// What `init(_:)` reads, for error messages.
  public static let expectation = "real, manual, or a factor from x0.001 to x100000 such as x10"

  /// Reads `real`, `manual`, or a factor such as `x10` or `x0.5`; nil for anything else.
  public init?(_ text: String) {
    switch text {
    case "real": self = .real
    case "manual": self = .manual
    default:
      guard text.first == "x" else { return nil }
      let digits = text.dropFirst()
      guard digits.first?.isWholeNumber == true, digits.count <= 12,
        digits.utf8.allSatisfy({ $0 == 0x2E || (0x30...0x39).contains($0) }),
        let factor = Double(digits), ClockMode.factors.contains(factor)
      else { return nil }
      self = factor == 1 ? .real : .scaled(factor)
    }
  }

  /// The mode as `init(_:)` reads it.
  public var text: String {
    switch self {
    case .real: return "real"
    case .manual: return "manual"
    case .scaled(let factor):
      let written = "\(factor)"
      return "x" + (written.hasSuffix(".0") ? written.dropLast(2) : written[...])
    }
  }
}
