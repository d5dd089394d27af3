/// What the API leaves to its host.
public struct RESTConfiguration {
  /// SHA-1, for entity tags and for ids made of names.
  public var sha1: (Span<UInt8>) -> [UInt8]
  /// The only origin that pages may call from; nil allows the one that asks.
  public var allowedOrigin: String?
  /// Whether answers carry the security headers of real servers; nil does so for numbered profiles.
  public var addsSecurityHeaders: Bool?
  /// The key that calls under `/api/` must bring as `X-API-KEY`; nil asks for none.
  public var apiKey: String?

  /// Makes a configuration that allows everybody.
  public init(
    allowedOrigin: String? = nil, addsSecurityHeaders: Bool? = nil, apiKey: String? = nil,
    sha1: @escaping (Span<UInt8>) -> [UInt8]
  ) {
    self.allowedOrigin = allowedOrigin
    self.addsSecurityHeaders = addsSecurityHeaders
    self.apiKey = apiKey
    self.sha1 = sha1
  }
}
