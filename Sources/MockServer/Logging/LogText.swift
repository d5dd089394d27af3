import Logging

/// Keeps log lines readable, whatever clients send.
enum LogText {
  /// How many characters of a text are shown.
  static let limit = 200

  /// The beginning of a long text with an ellipsis; a short text as it is.
  static func cut(_ text: String) -> String {
    guard text.utf8.count > limit else { return text }
    let scalars = text.unicodeScalars
    guard
      let end = scalars.index(
        scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex), end < scalars.endIndex
    else { return text }
    return String(scalars[..<end]) + "…"
  }
}

extension Logger.MetadataValue {
  /// The value with a long text cut.
  var cut: Logger.MetadataValue {
    guard case .string(let text) = self else { return self }
    return .string(LogText.cut(text))
  }
}
