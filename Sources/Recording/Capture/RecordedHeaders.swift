import HTTP1

/// Which header fields a fixture keeps.
enum RecordedHeaders {
  /// What belongs to one connection, one program or one copy of a body, and cookies.
  private static let left: Set<String> = [
    "accept-encoding", "accept-language", "age", "alt-svc", "connection", "content-encoding",
    "content-length", "cookie", "date", "dnt", "etag", "expect", "forwarded", "host", "keep-alive",
    "pragma", "priority", "proxy-connection", "referer", "server", "set-cookie", "te", "trailer",
    "transfer-encoding", "upgrade", "upgrade-insecure-requests", "user-agent", "via",
  ]

  /// The fields to keep, in order.
  static func kept(_ headers: HTTPHeaders) -> [HTTPHeaders.Field] {
    headers.fields.filter { field in
      let name = field.name.lowercased()
      return !left.contains(name) && !name.hasPrefix("sec-") && !name.hasPrefix("x-forwarded-")
        && !name.hasPrefix(":")
    }
  }
}
