import HTTP1

/// A file that the program carries, as it is served.
struct Asset {
  /// The value of `Content-Type`.
  let type: String
  /// The content, which is not touched before somebody asks for it: nearly all starts of the program need no page.
  let content: Content
  /// Fields that go with it besides those that every file has.
  let fields: [(String, String)]

  typealias Content = @Sendable () -> [UInt8]

  init(
    _ type: String, _ content: @autoclosure @escaping Content, fields: [(String, String)] = []
  ) {
    self.type = type
    self.content = content
    self.fields = fields
  }

  static func script(_ content: @autoclosure @escaping Content) -> Asset {
    Asset("application/javascript; charset=utf-8", content())
  }

  static func page(_ content: @autoclosure @escaping Content) -> Asset {
    Asset(
      "text/html; charset=utf-8", content(),
      fields: [
        ("Content-Security-Policy", Pages.contentSecurityPolicy),
        ("Referrer-Policy", "no-referrer"),
      ])
  }

  static func style(_ content: @autoclosure @escaping Content) -> Asset {
    Asset("text/css; charset=utf-8", content())
  }

  /// The answer to a request for it: the content, or 304 to a client that has it already.
  func response(to request: HTTPRequest) -> HTTPResponse {
    let bytes = content()
    let tag = Asset.tag(of: bytes)
    var headers: HTTPHeaders = ["Cache-Control": "public, max-age=0", "ETag": tag]
    if request.holds(tag) { return HTTPResponse(HTTPStatus(304), headers: headers) }
    headers.add("Content-Type", type)
    headers.add("X-Content-Type-Options", "nosniff")
    for (name, value) in fields { headers.add(name, value) }
    var response = HTTPResponse(HTTPStatus(200), headers: headers, body: bytes)
    response.isCompressible = true
    return response
  }

  /// The entity tag, quotes included: another content has another one.
  ///
  /// FNV-1a, 64 bits: enough to tell one build's file from another's.
  private static func tag(of bytes: [UInt8]) -> String {
    let hash = bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    return "\"\(String(hash, radix: 16))\""
  }
}

extension HTTPRequest {
  /// Whether the client has the content with this tag.
  ///
  /// Compared weakly, as RFC 9110 has it for `If-None-Match`.
  fileprivate func holds(_ tag: String) -> Bool {
    guard let held = headers["If-None-Match"] else { return false }
    return held.split(separator: ",").contains { entry in
      let entry = entry.drop { $0 == " " }.prefix { $0 != " " }
      return entry == "*" || (entry.hasPrefix("W/") ? entry.dropFirst(2) : entry) == tag
    }
  }
}
