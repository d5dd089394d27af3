/// A JSON number, kept exactly as it was written (RFC 8259 §6).
///
/// Numbers are equal when their texts are: `1.0` is not `1`.
public struct JSONNumber: Hashable, Sendable {
  /// The number as written.
  public let text: String

  /// Makes a number of a text that is known to be one.
  init(unchecked text: String) {
    self.text = text
  }

  /// Makes a number of a text, or nil when that is not a JSON number.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, first == 0x2D || (0x30...0x39).contains(first),
      let end = try? JSONScanner.endOfNumber(in: bytes.span, from: 0), end == bytes.count
    else { return nil }
    self.text = text
  }

  /// Makes a whole number.
  public init(_ value: some BinaryInteger) {
    text = String(value)
  }

  /// Makes a number written as JavaScript writes it: shortest digits that read back the same, `1e+21` from 10^21 on.
  ///
  /// - Returns: Nil for an infinite value and for no number, which JSON cannot hold.
  public init?(_ value: Double) {
    guard value.isFinite else { return nil }
    text = JavaScriptNumber.text(of: value)
  }

  /// The number when it is whole and fits, or nil; `1.0` and `1e3` are whole.
  public var int64Value: Int64? {
    if let value = Int64(text) { return value }
    return Int64(exactly: doubleValue)
  }

  /// The nearest double, infinite when the number is too large.
  public var doubleValue: Double { Double(text) ?? .infinity }
}
