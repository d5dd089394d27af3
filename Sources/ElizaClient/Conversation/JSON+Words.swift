import JSON

extension JSON {
  /// What a message says: its text, that inside an object, or the value as it is written.
  var words: String {
    stringValue ?? self["text"]?.stringValue ?? (isNull ? "" : text)
  }

  /// The texts in a list; empty when it is none.
  var list: [String] { arrayValue?.compactMap(\.stringValue) ?? [] }

  /// The value that some old servers sent as a text.
  var unwrapped: JSON {
    guard let text = stringValue, text.first == "{" else { return self }
    return (try? JSON(parsing: text)) ?? self
  }
}
