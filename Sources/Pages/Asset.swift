import HTTP1

/// A file that the program carries, as it is served.
struct Asset {
  /// The value of `Content-Type`.
  let type: String
  /// The content.
  let bytes: [UInt8]
  /// The entity tag, quotes included: another content has another one.
  let tag: String
  /// Fields that go with it besides those that every file has.
  let fields: [(String, String)]

  init(_ type: String, _ bytes: [UInt8], fields: [(String, String)] = []) {
    self.type = type
    self.bytes = bytes
    self.fields = fields
    tag = "\"\(String(Asset.hash(bytes), radix: 16))\""
  }

  static func script(_ bytes: [UInt8]) -> Asset {
    Asset("application/javascript; charset=utf-8", bytes)
  }

  static func page(_ bytes: [UInt8]) -> Asset {
    Asset(
      "text/html; charset=utf-8", bytes,
      fields: [
        ("Content-Security-Policy", Pages.contentSecurityPolicy),
        ("Referrer-Policy", "no-referrer"),
      ])
  }

  static func style(_ bytes: [UInt8]) -> Asset { Asset("text/css; charset=utf-8", bytes) }

  /// The answer to a request for it: the content, or 304 to a client that has it already.
  func response(to request: HTTPRequest) -> HTTPResponse {
    var headers: HTTPHeaders = ["Cache-Control": "public, max-age=0", "ETag": tag]
    if isHeld(by: request) { return HTTPResponse(HTTPStatus(304), headers: headers) }
    headers.add("Content-Type", type)
    headers.add("X-Content-Type-Options", "nosniff")
    for (name, value) in fields { headers.add(name, value) }
    var response = HTTPResponse(HTTPStatus(200), headers: headers, body: bytes)
    response.isCompressible = true
    return response
  }

  /// Compared weakly, as RFC 9110 has it for `If-None-Match`.
  private func isHeld(by request: HTTPRequest) -> Bool {
    guard let held = request.headers["If-None-Match"] else { return false }
    return held.split(separator: ",").contains { entry in
      let entry = entry.drop { $0 == " " }.prefix { $0 != " " }
      return entry == "*" || (entry.hasPrefix("W/") ? entry.dropFirst(2) : entry) == tag
    }
  }

  /// FNV-1a, 64 bits: enough to tell one build's file from another's.
  private static func hash(_ bytes: [UInt8]) -> UInt64 {
    bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
