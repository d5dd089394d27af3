/// A name in a template with the arguments in its parentheses: `or('there')`.
struct TemplateCall {
  /// An argument: a text in quotes or a whole number.
  struct Argument: Hashable {
    let text: String
    /// The number it is, unless it stood in quotes.
    let number: Int64?
  }

  let name: String
  /// Nil without parentheses.
  let arguments: [Argument]?

  /// Reads a trimmed text; nil where parentheses, quotes or commas are not right.
  init?(_ text: String) {
    guard let open = text.firstIndex(of: "(") else {
      name = text
      arguments = nil
      return
    }
    guard text.last == ")" else { return nil }
    name = String(text[..<open]).trimmed
    let inner = text[text.index(after: open)...].dropLast()
    guard let arguments = TemplateCall.arguments(inner) else { return nil }
    self.arguments = arguments
  }

  private static func arguments(_ text: Substring) -> [Argument]? {
    guard !String(text).trimmed.isEmpty else { return [] }
    var fields: [String] = []
    var field = ""
    var quote: Character?
    for character in text {
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "'" || character == "\"" {
        quote = character
      } else if character == "," {
        fields.append(field)
        field = ""
        continue
      }
      field.append(character)
    }
    guard quote == nil else { return nil }
    let arguments = (fields + [field]).map { argument($0.trimmed) }
    return arguments.contains(nil) ? nil : arguments.compactMap { $0 }
  }

  private static func argument(_ text: String) -> Argument? {
    if let number = Int64(text) { return Argument(text: text, number: number) }
    guard text.count >= 2, let quote = text.first, quote == text.last,
      quote == "'" || quote == "\""
    else { return nil }
    let inner = text.dropFirst().dropLast()
    return inner.contains(quote) ? nil : Argument(text: String(inner), number: nil)
  }
}
