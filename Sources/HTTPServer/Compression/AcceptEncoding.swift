import HTTP1

/// What a client says about the codings it understands (RFC 9110 §12.5.3).
struct AcceptEncoding {
  /// Whether a body may be sent gzip-encoded.
  let allowsGzip: Bool

  /// Reads the field of a request; without one, nothing but the plain body is sent.
  init(_ headers: HTTPHeaders) {
    var gzip: Bool?
    var any: Bool?
    for value in headers.values("Accept-Encoding") {
      for element in value.split(separator: ",") {
        let parts = element.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
        guard let name = parts.first?.lowercased() else { continue }
        let isWanted = !parts.dropFirst().contains(where: AcceptEncoding.isZeroQuality)
        if name == "gzip" || name == "x-gzip" { gzip = isWanted }
        if name == "*" { any = isWanted }
      }
    }
    allowsGzip = gzip ?? any ?? false
  }

  /// Whether a parameter is `q=0`, `q=0.0` and so on: not acceptable.
  private static func isZeroQuality(_ parameter: some StringProtocol) -> Bool {
    let text = parameter.lowercased()
    return text.hasPrefix("q=0") && text.dropFirst(3).allSatisfy { $0 == "." || $0 == "0" }
  }
}
