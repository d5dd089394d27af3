/// Reads whole numbers with a unit behind them.
enum Quantity {
  /// The number times what its unit stands for; nil when either is missing, unknown or too much.
  static func read(_ text: Substring, units: [String: Int]) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let number = wholeNumber(digits), let unit = units[String(text[digits.endIndex...])]
    else { return nil }
    let (product, overflows) = number.multipliedReportingOverflow(by: unit)
    return overflows ? nil : product
  }

  /// A number of decimal digits and nothing else.
  static func wholeNumber(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(text)
  }
}
