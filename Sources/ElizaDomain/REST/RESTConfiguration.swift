/// What the API leaves to its host.
public struct RESTConfiguration {
  /// The most bytes a JSON body may have when nobody says otherwise: 2 MiB.
  public static let defaultBodyLimit = 2 << 20

  /// SHA-1, for entity tags and for ids made of names.
  public var sha1: (Span<UInt8>) -> [UInt8]
  /// The only origin that pages may call from; nil allows the one that asks.
  public var allowedOrigin: String?
  /// Whether answers carry the security headers of real servers; nil does so for numbered profiles.
  public var addsSecurityHeaders: Bool?
  /// The key that calls under `/api/` must bring as `X-API-KEY`; nil asks for none.
  public var apiKey: String?
  /// How many requests each client may make; nil limits nobody.
  public var rateLimits: RateLimits?
  /// The most bytes a JSON body may have; 2 MiB.
  public var bodyLimit: Int

  /// The longest file that may be uploaded, in bytes; 50 MiB.
  public var uploadBytes = 52_428_800

  /// Makes a configuration that allows everybody.
  public init(
    allowedOrigin: String? = nil, addsSecurityHeaders: Bool? = nil, apiKey: String? = nil,
    rateLimits: RateLimits? = nil, bodyLimit: Int = Self.defaultBodyLimit,
    sha1: @escaping (Span<UInt8>) -> [UInt8]
  ) {
    self.allowedOrigin = allowedOrigin
    self.addsSecurityHeaders = addsSecurityHeaders
    self.apiKey = apiKey
    self.rateLimits = rateLimits
    self.bodyLimit = bodyLimit
    self.sha1 = sha1
  }
}
