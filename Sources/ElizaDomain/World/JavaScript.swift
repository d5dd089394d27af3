import JSON

/// The conversions of JavaScript that show in answers.
enum JavaScript {
  /// `parseInt(text, 10)`: the leading integer, or nil for no number.
  static func parseInt(_ text: String) -> Double? {
    var rest = text.utf8.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
    var sign = 1.0
    if let first = rest.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      if first == UInt8(ascii: "-") { sign = -1 }
      rest = rest.dropFirst()
    }
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard !digits.isEmpty else { return nil }
    return Double(String(decoding: digits, as: UTF8.self)).map { sign * $0 }
  }

  /// `Number(value)`, nil standing for NaN and the infinities.
  static func number(_ value: JSON) -> Double? {
    switch value {
    case .null: 0
    case .bool(let truth): truth ? 1 : 0
    case .number(let number): number.doubleValue.isFinite ? number.doubleValue : nil
    case .string(let text): number(text)
    case .array, .object: nil
    }
  }

  private static func number(_ text: String) -> Double? {
    let trimmed = text.filter { !$0.isWhitespace }
    guard !trimmed.isEmpty else { return 0 }
    let isPlain = trimmed.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(byte)
    }
    guard isPlain, let number = Double(trimmed), number.isFinite else { return nil }
    return number
  }
}
