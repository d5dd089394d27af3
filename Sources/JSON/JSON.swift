/// A JSON value: objects keep their order and numbers their text.
public enum JSON: Hashable, Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A number, as written.
  case number(JSONNumber)
  /// A string, without escapes.
  case string(String)
  /// An array.
  case array([JSON])
  /// An object.
  case object(JSONObject)

  /// Reads a JSON text (RFC 8259).
  ///
  /// An escape that names half a surrogate pair alone becomes U+FFFD, since a `String` cannot hold it.
  ///
  /// - Parameters:
  ///   - text: The whole text, in UTF-8.
  ///   - limits: What the text may ask for.
  /// - Throws: The first rule that the text breaks.
  public init(parsing text: Span<UInt8>, limits: JSONLimits = .default) throws(JSONError) {
    let document = try JSONDocument(parsing: text, limits: limits)
    self = document.value(of: document.root)
  }

  /// Reads a JSON text held in an array.
  public init(parsing text: [UInt8], limits: JSONLimits = .default) throws(JSONError) {
    try self.init(parsing: text.span, limits: limits)
  }

  /// Reads a JSON text held in a string.
  public init(parsing text: String, limits: JSONLimits = .default) throws(JSONError) {
    try self.init(parsing: Array(text.utf8), limits: limits)
  }

  /// Makes a whole number.
  public init(_ value: some BinaryInteger) {
    self = .number(JSONNumber(value))
  }

  /// Makes a number, or `null` of an infinite value and of no number, as in JavaScript.
  public init(_ value: Double) {
    self = JSONNumber(value).map(JSON.number) ?? .null
  }
}
