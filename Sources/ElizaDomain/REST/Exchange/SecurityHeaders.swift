import HTTP1

/// The security headers of real answers, as recorded.
struct SecurityHeaders {
  /// The fields for a path inside the API.
  let api: HTTPHeaders
  /// The fields for any other path.
  let pages: HTTPHeaders

  init(release: Release) {
    let scripts = release == .v1_4_2 ? "'self'" : "*"
    let policy = ("Content-Security-Policy", SecurityHeaders.policy(scripts: scripts))
    api = HTTPHeaders([policy] + Self.common + Self.apiOnly)
    pages = HTTPHeaders([policy] + Self.common + Self.pagesOnly)
  }

  private static let common = [
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "cross-origin"), ("Origin-Agent-Cluster", "?1"),
    ("X-Content-Type-Options", "nosniff"), ("X-DNS-Prefetch-Control", "off"),
    ("X-Download-Options", "noopen"), ("X-Frame-Options", "SAMEORIGIN"),
    ("X-Permitted-Cross-Domain-Policies", "none"),
  ]

  private static let apiOnly = [
    ("Referrer-Policy", "no-referrer"), ("X-XSS-Protection", "1; mode=block"),
    ("Strict-Transport-Security", "max-age=31536000; includeSubDomains"),
  ]

  private static let pagesOnly = [
    ("Referrer-Policy", "no-referrer-when-downgrade"), ("X-XSS-Protection", "0"),
  ]

  private static func policy(scripts: String) -> String {
    let directives = [
      "default-src 'self'", "style-src 'self' 'unsafe-inline' https: http:",
      "script-src \(scripts) 'unsafe-inline' 'unsafe-eval'",
      "img-src 'self' data: blob: https: http:",
      "font-src 'self' https: http: data:", "connect-src 'self' ws: wss: https: http:",
      "media-src 'self' blob: data:", "object-src 'none'", "frame-src 'self' data:",
      "base-uri 'self'", "form-action 'self'",
    ]
    return directives.joined(separator: ";")
  }
}

extension HTTPHeaders {
  fileprivate init(_ fields: [(name: String, value: String)]) {
    self.init(fields.map { Field(name: $0.name, value: $0.value) })
  }
}
