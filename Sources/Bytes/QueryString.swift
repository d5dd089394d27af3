/// The query of a request target, read as Node.js and Express read it.
///
/// `+` stands for a space and `%XX` is decoded once. A part that is not well encoded is kept as it was sent. A
/// key without `=` has the empty value.
public struct QueryString: Hashable, Sendable {
  /// One key with its value, both decoded.
  public struct Item: Hashable, Sendable {
    /// The decoded key.
    public let key: String
    /// The decoded value.
    public let value: String
  }

  /// All items in the order sent.
  public let items: [Item]

  /// Reads a query without its leading `?`.
  public init(_ text: String) {
    guard !text.isEmpty else {
      items = []
      return
    }
    items = text.utf8.split(separator: ASCII.ampersand).map { part in
      let pair = part.split(
        separator: ASCII.equals, maxSplits: 1, omittingEmptySubsequences: false)
      return Item(
        key: QueryString.decoded(pair[0]),
        value: pair.count > 1 ? QueryString.decoded(pair[1]) : "")
    }
  }

  /// The first value of `key`, or nil.
  public subscript(key: String) -> String? {
    items.first { $0.key == key }?.value
  }

  /// Every value of `key`, in order.
  public func values(of key: String) -> [String] {
    items.filter { $0.key == key }.map(\.value)
  }

  private static func decoded(_ part: Substring.UTF8View) -> String {
    let bytes = part.map { $0 == ASCII.plus ? ASCII.space : $0 }
    guard bytes.contains(ASCII.percent) else { return String(decoding: bytes, as: UTF8.self) }
    guard let decoded = PercentCoding.decode(bytes.span),
      let text = String(validating: decoded, as: UTF8.self)
    else { return String(decoding: bytes, as: UTF8.self) }
    return text
  }
}
