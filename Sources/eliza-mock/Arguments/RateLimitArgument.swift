import ArgumentParser
import ElizaDomain

/// Rate limits as typed: `off`, `real`, or a number of requests and a window such as `20/15m`.
struct RateLimitArgument: ExplainedArgument {
  /// The limits; nil for none.
  let limits: RateLimits?

  /// The longest window: a day.
  private static let longestWindow = 86_400

  static let expectation = "off, real, or requests and a window of at most a day, such as 20/15m"

  init?(argument: String) {
    switch argument {
    case "off": limits = nil
    case "real": limits = .real
    default:
      guard let allowance = Self.allowance(argument) else { return nil }
      limits = RateLimits(api: allowance)
    }
  }

  private static func allowance(_ text: String) -> RateLimits.Allowance? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let requests = Quantity.wholeNumber(parts[0]), requests > 0,
      let seconds = Quantity.read(parts[1], units: ["s": 1, "m": 60, "h": 3_600]),
      (1...longestWindow).contains(seconds)
    else { return nil }
    return RateLimits.Allowance(requests: requests, seconds: seconds)
  }
}
