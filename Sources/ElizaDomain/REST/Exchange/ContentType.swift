import HTTP1

/// A `Content-Type` field, read as far as the API looks at it (RFC 9110 §8.3).
struct ContentType {
  /// Type and subtype in lower case.
  let mediaType: String
  /// The charset parameter in lower case.
  let charset: String?

  /// Reads the field of a message; nil when there is none.
  init?(of headers: HTTPHeaders) {
    guard !headers.has("Content-Type", "application/json") else {
      self = .json
      return
    }
    self.init(headers["Content-Type"])
  }

  /// Reads the value of a field; nil when there is none.
  init?(_ field: String?) {
    guard let field else { return nil }
    let parts = field.lowercased().split(separator: ";").map(ContentType.trimmed)
    guard let first = parts.first else { return nil }
    mediaType = first
    charset = parts.dropFirst().first { $0.hasPrefix("charset=") }
      .map { String($0.dropFirst(8).filter { $0 != "\"" }) }
  }

  private init(mediaType: String) {
    self.mediaType = mediaType
    charset = nil
  }

  /// What nearly all clients send.
  private static let json = ContentType(mediaType: "application/json")

  /// Whether a JSON parser takes the body.
  var isJSON: Bool { mediaType == "application/json" }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first == " " || text.first == "\t" { text.removeFirst() }
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return String(text)
  }
}
