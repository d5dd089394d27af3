/// A request method: an open set, compared exactly as sent (RFC 9110 §9.1).
public struct HTTPMethod: Hashable, Sendable, CustomStringConvertible {
  /// The method as it stands on the wire.
  public let rawValue: String

  /// Wraps any method token.
  public init(_ rawValue: String) {
    self.rawValue = rawValue
  }

  /// The method as it stands on the wire.
  public var description: String { rawValue }

  /// RFC 9110 §9.3.1.
  public static let get = HTTPMethod("GET")
  /// RFC 9110 §9.3.2.
  public static let head = HTTPMethod("HEAD")
  /// RFC 9110 §9.3.3.
  public static let post = HTTPMethod("POST")
  /// RFC 9110 §9.3.4.
  public static let put = HTTPMethod("PUT")
  /// RFC 9110 §9.3.5.
  public static let delete = HTTPMethod("DELETE")
  /// RFC 9110 §9.3.7.
  public static let options = HTTPMethod("OPTIONS")
  /// RFC 5789.
  public static let patch = HTTPMethod("PATCH")
}
