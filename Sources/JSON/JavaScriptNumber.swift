/// How JavaScript writes a number (ECMA-262, Number::toString).
enum JavaScriptNumber {
  /// The text for a finite value; negative zero is `0`.
  static func text(of value: Double) -> String {
    if let whole = wholeNumber(value) { return String(whole) }
    let (digits, point) = decimal(of: value.magnitude)
    return (value < 0 ? "-" : "") + arrange(digits, point: point)
  }

  /// The integer whose digits are those of a whole number up to 2^53; nil for any other.
  ///
  /// Most of what is written is one, and an integer knows all its digits.
  static func wholeNumber(_ value: Double) -> Int64? {
    value.magnitude <= 9_007_199_254_740_992 ? Int64(exactly: value) : nil
  }

  /// The shortest digits, and after how many of them the decimal point stands.
  private static func decimal(of magnitude: Double) -> (digits: String, point: Int) {
    let parts = magnitude.description.split(separator: "e")
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let digits = mantissa.joined()
    let leading = digits.prefix { $0 == "0" }.count
    var significant = digits.dropFirst(leading)
    while significant.last == "0" { significant.removeLast() }
    return (String(significant), mantissa[0].count + exponent - leading)
  }

  private static func arrange(_ digits: String, point: Int) -> String {
    switch point {
    case digits.count...21:
      return digits + String(repeating: "0", count: point - digits.count)
    case 1...21:
      return "\(digits.prefix(point)).\(digits.dropFirst(point))"
    case -5...0:
      return "0." + String(repeating: "0", count: -point) + digits
    default:
      let exponent = point - 1
      let fraction = digits.count > 1 ? ".\(digits.dropFirst())" : ""
      return "\(digits.prefix(1))\(fraction)e\(exponent < 0 ? "-" : "+")\(exponent.magnitude)"
    }
  }
}
