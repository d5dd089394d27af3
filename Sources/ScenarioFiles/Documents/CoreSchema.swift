import JSON

/// What an unquoted scalar means by the core schema of YAML 1.2.2 (§10.3.2).
///
/// Unlike YAML 1.1 it knows no `yes`, `no`, `on` and `off`, no sexagesimal and no binary numbers.
enum CoreSchema {
  static func content(of text: String) -> DocumentNode.Content {
    switch text {
    case "", "~", "null", "Null", "NULL": .null
    case "true", "True", "TRUE": .bool(true)
    case "false", "False", "FALSE": .bool(false)
    default: number(text).map(DocumentNode.Content.number) ?? .text(text)
    }
  }

  /// The number that a text stands for; `.inf` and `.nan`, which JSON cannot hold, stay text.
  private static func number(_ text: String) -> JSONNumber? {
    guard let first = text.utf8.first, "+-.0123456789".utf8.contains(first) else { return nil }
    if let number = JSONNumber(text) { return number }
    if text.hasPrefix("0x") { return integer(text.dropFirst(2), radix: 16) }
    if text.hasPrefix("0o") { return integer(text.dropFirst(2), radix: 8) }
    guard text.utf8.allSatisfy({ "+-.eE0123456789".utf8.contains($0) }) else { return nil }
    let plain = text.hasPrefix("+") ? text.dropFirst() : text[...]
    if let whole = Int64(plain) { return JSONNumber(whole) }
    return Double(plain).flatMap { JSONNumber($0) }
  }

  private static func integer(_ digits: Substring, radix: Int) -> JSONNumber? {
    guard digits.first?.isHexDigit == true else { return nil }
    return UInt64(digits, radix: radix).map { JSONNumber($0) }
  }
}
