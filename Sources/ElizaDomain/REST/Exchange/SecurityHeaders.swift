import HTTP1

/// The security headers of real answers, as recorded.
enum SecurityHeaders {
  /// Adds the fields for a path inside or outside the API.
  static func add(to fields: inout HTTPHeaders, insideAPI: Bool) {
    for (name, value) in common { fields.add(name, value) }
    for (name, value) in insideAPI ? api : pages { fields.add(name, value) }
  }

  private static let common = [
    ("Content-Security-Policy", policy), ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "cross-origin"), ("Origin-Agent-Cluster", "?1"),
    ("X-Content-Type-Options", "nosniff"), ("X-DNS-Prefetch-Control", "off"),
    ("X-Download-Options", "noopen"), ("X-Frame-Options", "SAMEORIGIN"),
    ("X-Permitted-Cross-Domain-Policies", "none"),
  ]

  private static let api = [
    ("Referrer-Policy", "no-referrer"), ("X-XSS-Protection", "1; mode=block"),
    ("Strict-Transport-Security", "max-age=31536000; includeSubDomains"),
  ]

  private static let pages = [
    ("Referrer-Policy", "no-referrer-when-downgrade"), ("X-XSS-Protection", "0"),
  ]

  private static let policy = [
    "default-src 'self'", "style-src 'self' 'unsafe-inline' https: http:",
    "script-src * 'unsafe-inline' 'unsafe-eval'", "img-src 'self' data: blob: https: http:",
    "font-src 'self' https: http: data:", "connect-src 'self' ws: wss: https: http:",
    "media-src 'self' blob: data:", "object-src 'none'", "frame-src 'self' data:",
    "base-uri 'self'", "form-action 'self'",
  ].joined(separator: ";")
}
