public import Bytes

extension HTTPRequest {
  /// The segments of the path, split before each is decoded once, so that `%2F` splits nothing.
  ///
  /// Empty segments are kept, but for the one a trailing slash leaves. Nil when one is not well
  /// encoded or not UTF-8.
  public var pathSegments: [String]? {
    var parts = path.utf8.split(separator: 0x2F, omittingEmptySubsequences: false).dropFirst()
    if parts.last?.isEmpty == true { parts.removeLast() }
    var segments: [String] = []
    for part in parts {
      guard let segment = PercentCoding.decode(String(Substring(part))) else { return nil }
      segments.append(segment)
    }
    return segments
  }

  /// The query, decoded once; without items when there is none.
  public var queryItems: QueryString {
    QueryString(query.map { String($0) } ?? "")
  }
}
