/// How many requests each client may make, scope by scope; a scope without an allowance is not limited.
public struct RateLimits: Hashable, Sendable {
  /// A number of requests within a window of time.
  public struct Allowance: Hashable, Sendable {
    /// The requests that are answered; further ones are refused with 429.
    public var requests: Int
    /// How long a window lasts, in seconds.
    public var seconds: Int

    /// Makes an allowance; values below 1 count as 1.
    public init(requests: Int, seconds: Int) {
      self.requests = max(requests, 1)
      self.seconds = max(seconds, 1)
    }
  }

  /// Everything under `/api/`.
  public var api: Allowance?
  /// `/healthz` and `/health`, for clients from elsewhere than loopback and private networks.
  public var health: Allowance?
  /// Uploads to a channel, and everything under `/api/audio/`.
  public var uploads: Allowance?
  /// The same requests once more, as work on files.
  public var files: Allowance?
  /// Uploads to a channel under `/api/media/`.
  public var media: Allowance?

  /// Limits the API as a whole, and nothing beyond that.
  public init(api: Allowance?) {
    self.api = api
  }

  /// The numbers of real servers.
  public static let real: RateLimits = {
    var limits = RateLimits(api: Allowance(requests: 1_000, seconds: 900))
    limits.health = Allowance(requests: 100, seconds: 60)
    limits.uploads = Allowance(requests: 50, seconds: 900)
    limits.files = Allowance(requests: 100, seconds: 300)
    limits.media = Allowance(requests: 100, seconds: 900)
    return limits
  }()
}
