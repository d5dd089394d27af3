/// Which HTTP requests a fault looks at, such as `POST /api/messaging/sessions/*/messages`.
///
/// In the path `*` stands for any characters within a segment and `**` for any at all. The query does
/// not count. `*` for the method is any but OPTIONS, so that the browser's preflights go on.
public struct RequestPattern: Hashable, Sendable, CustomStringConvertible {
  /// The method in capitals, or `*`.
  public var method: String
  /// The path.
  public var path: String

  /// Describes requests.
  public init(method: String = "*", path: String) {
    self.method = method
    self.path = path
  }

  /// Reads a method and a path with white space between them; nil when that is not what `text` is.
  public init?(_ text: String) {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard words.count == 2, let method = words.first, let path = words.last,
      path.hasPrefix("/") || path.hasPrefix("*"),
      method == "*" || method.allSatisfy({ $0.isASCII && $0.isLetter })
    else { return nil }
    self.init(method: method.uppercased(), path: String(path))
  }

  /// The pattern as it is written.
  public var description: String { "\(method) \(path)" }

  /// Whether a request is one of them; its path comes without query.
  public func matches(method: String, path: some StringProtocol) -> Bool {
    guard self.method == "*" ? method != "OPTIONS" : self.method == method else { return false }
    return Glob(self.path, separator: 0x2F).matches(path)
  }
}
