import JSON

/// Texts of a server within a line for people.
enum VisibleText {
  /// The most characters that are shown.
  private static let limit = 80

  /// In quotes, cut, with everything that would move a cursor escaped.
  static func quoted(_ text: String) -> String { "\"\(plain(text))\"" }

  /// Cut, with everything that would move a cursor escaped.
  static func plain(_ text: String, limit: Int = limit) -> String {
    var output = ""
    for scalar in text.unicodeScalars.prefix(limit) {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate,
        .unassigned:
        output += "\\u{\(String(scalar.value, radix: 16))}"
      default: output.unicodeScalars.append(scalar)
      }
    }
    return text.unicodeScalars.count > limit ? output + "…" : output
  }
}
