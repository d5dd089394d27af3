public import JSON

/// What a message says: nearly always text, but real servers store whatever was sent.
public enum MessageContent: Hashable, Sendable {
  /// A JSON string.
  case text(String)
  /// Any other JSON value.
  case other(StoredJSON)

  /// Takes a value as sent.
  public init(_ value: JSON) {
    if case .string(let text) = value {
      self = .text(text)
    } else {
      self = .other(StoredJSON(value))
    }
  }

  /// The content as people and agents read it: the text itself, or the JSON text of the value.
  public var text: String {
    switch self {
    case .text(let text): text
    case .other(let value): String(decoding: value.bytes, as: UTF8.self)
    }
  }

  /// The content as sent.
  public var value: JSON {
    switch self {
    case .text(let text): .string(text)
    case .other(let value): value.value
    }
  }

  /// The length of the text in UTF-8, or of the JSON text.
  var byteCount: Int {
    switch self {
    case .text(let text): text.utf8.count
    case .other(let value): value.bytes.count
    }
  }
}
