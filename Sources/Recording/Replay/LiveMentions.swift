import JSON

/// The words in a live value that may be ids.
enum LiveMentions {
  /// Calls `body` with every word of at least eight letters, digits, `-` and `_`.
  static func visit(_ json: JSON, _ body: (String) -> Void) {
    switch json {
    case .null, .bool, .number: break
    case .string(let text):
      for word in text.utf8.split(whereSeparator: { !$0.isWord }) where word.count >= 8 {
        body(String(Substring(word)))
      }
    case .array(let elements): for element in elements { visit(element, body) }
    case .object(let object): for member in object { visit(member.value, body) }
    }
  }
}
