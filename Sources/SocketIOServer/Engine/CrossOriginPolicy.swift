public import HTTP1

/// Which origins may read the answers, and what a preflight is told (Fetch, "CORS protocol").
public struct CrossOriginPolicy: Hashable, Sendable {
  /// The origins that are let in.
  public enum Origins: Hashable, Sendable {
    /// No other origin: no header is sent, and preflights are not answered.
    case none
    /// All, told as `*`; browsers then send no credentials.
    case any
    /// All, each told its own name, so that credentials can be sent.
    case echo
    /// One of these, told its own name.
    case list([String])
  }

  /// The origins that are let in.
  public var origins: Origins

  /// Whether cookies and the like may be sent; no use with `*`.
  public var allowsCredentials: Bool

  /// The methods that a preflight names.
  public var methods: String

  /// How long a browser may remember a preflight; nil leaves it to the browser.
  public var maximumAge: Duration?

  /// Makes a policy.
  public init(
    origins: Origins, allowsCredentials: Bool = false, methods: String = "GET,POST",
    maximumAge: Duration? = nil
  ) {
    self.origins = origins
    self.allowsCredentials = allowsCredentials
    self.methods = methods
    self.maximumAge = maximumAge
  }

  /// No other origin.
  public static let none = CrossOriginPolicy(origins: .none)

  /// Every origin, told as `*`.
  public static let open = CrossOriginPolicy(origins: .any)

  /// Every origin, told its own name, with credentials.
  public static let openWithCredentials = CrossOriginPolicy(
    origins: .echo, allowsCredentials: true)

  /// Adds the fields of an answer to a request from `origin`.
  public func apply(to headers: inout HTTPHeaders, origin: String?) {
    guard let allowed = allowedOrigin(for: origin) else { return }
    headers.add("Access-Control-Allow-Origin", allowed)
    if allowed != "*" { headers.add("Vary", "Origin") }
    if allowsCredentials { headers.add("Access-Control-Allow-Credentials", "true") }
  }

  /// The answer to a preflight; nil when `request` is none, or no other origin is let in.
  public func preflight(for request: HTTPRequest) -> HTTPResponse? {
    guard request.method == .options, origins != .none else { return nil }
    var response = HTTPResponse(HTTPStatus(204))
    apply(to: &response.headers, origin: request.headers["Origin"])
    response.headers.add("Access-Control-Allow-Methods", methods)
    if let wanted = request.headers["Access-Control-Request-Headers"] {
      response.headers.add("Access-Control-Allow-Headers", wanted)
      response.headers.add("Vary", "Access-Control-Request-Headers")
    }
    if let maximumAge {
      response.headers.add("Access-Control-Max-Age", String(maximumAge.components.seconds))
    }
    return response
  }

  private func allowedOrigin(for origin: String?) -> String? {
    switch origins {
    case .none: nil
    case .any: "*"
    case .echo: origin
    case .list(let names): origin.flatMap { names.contains($0) ? $0 : nil }
    }
  }
}
