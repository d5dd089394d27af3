import ElizaModel
import HTTP1

/// What each limiter of a real server tells its clients.
enum RateLimitAnswer {
  case api
  case health
  case uploads
  case files
  case media

  /// The answer to a request too many.
  var refusal: Refusal {
    let status = HTTPStatus.tooManyRequests
    switch self {
    case .api:
      return .coded(
        status, "RATE_LIMIT_EXCEEDED", "Too many requests. Please try again later.")
    case .health:
      return Refusal(
        .text(
          status, type: "text/html; charset=utf-8",
          "Too many health check requests from this IP, please try again later."))
    case .uploads:
      return .coded(
        status, "UPLOAD_RATE_LIMIT_EXCEEDED",
        "Too many upload attempts. Please try again later.")
    case .files:
      return .coded(
        status, "FILE_RATE_LIMIT_EXCEEDED",
        "Too many file operations. Please try again later.")
    case .media:
      return .message(status, "Too many requests, please try again later.")
    }
  }

  /// Sets the fields that say what is allowed and what is left; a later limiter overwrites an earlier one.
  func describe(
    _ count: FixedWindows.Count, _ allowance: RateLimits.Allowance, at now: Timestamp,
    in fields: inout HTTPHeaders
  ) {
    let left = String(max(allowance.requests - count.used, 0))
    guard case .media = self else {
      fields["RateLimit-Policy"] = "\(allowance.requests);w=\(allowance.seconds)"
      fields["RateLimit-Limit"] = String(allowance.requests)
      fields["RateLimit-Remaining"] = left
      fields["RateLimit-Reset"] = String(RateLimitAnswer.secondsLeft(count, at: now))
      return
    }
    fields["X-RateLimit-Limit"] = String(allowance.requests)
    fields["X-RateLimit-Remaining"] = left
    fields["X-RateLimit-Reset"] = String(RateLimitAnswer.wholeSeconds(count.end.milliseconds))
  }

  /// Whole seconds until the window is over, at least 1 of them while it is not.
  static func secondsLeft(_ count: FixedWindows.Count, at now: Timestamp) -> Int64 {
    wholeSeconds(max(now.milliseconds(to: count.end), 0))
  }

  /// Milliseconds as seconds, rounded up.
  private static func wholeSeconds(_ milliseconds: Int64) -> Int64 {
    (milliseconds &+ 999) / 1_000
  }
}
