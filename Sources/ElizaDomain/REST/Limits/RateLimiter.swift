import ElizaModel
import HTTP1

/// Applies the limits to requests, each scope with windows of its own as in real servers.
struct RateLimiter {
  /// What a limited request gets.
  struct Verdict {
    /// The fields that tell the client where it stands.
    var fields = HTTPHeaders()
    /// The answer in place of the handler's, when there have been too many requests.
    var refusal: Refusal?
  }

  private var api: FixedWindows?
  private var health: FixedWindows?
  private var audio: [FixedWindows?]
  private var uploads: [FixedWindows?]
  private var media: FixedWindows?

  init(_ limits: RateLimits) {
    api = limits.api.map(FixedWindows.init)
    health = limits.health.map(FixedWindows.init)
    media = limits.media.map(FixedWindows.init)
    audio = [limits.uploads, limits.files].map { $0.map(FixedWindows.init) }
    uploads = audio
  }

  /// Counts a request in every scope it belongs to, until one refuses it.
  mutating func judge(_ request: HTTPRequest, at now: Timestamp) -> Verdict {
    let client = request.peerAddress
    var verdict = Verdict()
    let scope = RateScope(request)
    switch scope {
    case .none: return verdict
    case .health:
      guard !RateLimiter.isNear(client) else { return verdict }
      verdict.apply(&health, client, at: now, .health)
      return verdict
    case .api, .audio, .channelUpload, .mediaUpload: verdict.apply(&api, client, at: now, .api)
    }
    switch scope {
    case .audio: verdict.applyBoth(&audio, client, at: now)
    case .channelUpload: verdict.applyBoth(&uploads, client, at: now)
    case .mediaUpload: verdict.apply(&media, client, at: now, .media)
    default: break
    }
    return verdict
  }

  /// Health checks from here are as a rule those of an orchestrator; real servers do not count them.
  private static func isNear(_ address: String) -> Bool {
    address == "127.0.0.1" || address == "::1"
      || ["10.", "172.", "192.168."].contains { address.hasPrefix($0) }
  }
}

extension RateLimiter.Verdict {
  fileprivate mutating func applyBoth(
    _ windows: inout [FixedWindows?], _ client: String, at now: Timestamp
  ) {
    apply(&windows[0], client, at: now, .uploads)
    apply(&windows[1], client, at: now, .files)
  }

  fileprivate mutating func apply(
    _ windows: inout FixedWindows?, _ client: String, at now: Timestamp, _ limit: RateLimitAnswer
  ) {
    guard refusal == nil, let count = windows?.count(client, at: now),
      let allowance = windows?.allowance
    else { return }
    limit.describe(count, allowance, at: now, in: &fields)
    guard count.used > allowance.requests else { return }
    fields["Retry-After"] = String(RateLimitAnswer.secondsLeft(count, at: now))
    refusal = limit.refusal
  }
}
