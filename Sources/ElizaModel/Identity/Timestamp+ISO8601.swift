extension Timestamp {
  /// The moment as JavaScript's `toISOString` prints it, such as `2026-01-19T10:15:30.123Z`.
  ///
  /// Years outside 0 to 9999 get a sign and six digits. Defined for representable moments; others
  /// are printed as the nearest representable one.
  public var isoText: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(27)
    appendISO(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends `isoText` as ASCII bytes.
  public func appendISO(to bytes: inout [UInt8]) {
    bytes.append(addingCapacity: Timestamp.longestText) { output in appendISO(to: &output) }
  }

  /// The most bytes that `isoText` has.
  static let longestText = 27

  /// Appends `isoText` where there is room for `longestText`.
  func appendISO(to output: inout OutputSpan<UInt8>) {
    let bounded = min(max(milliseconds, -8_640_000_000_000_000), 8_640_000_000_000_000)
    let day = bounded.flooredQuotient(86_400_000)
    let time = bounded - day * 86_400_000
    let date = CivilDate(daysSinceEpoch: day)
    output.append(year: date.year)
    output.append("-", twoDigits: date.month)
    output.append("-", twoDigits: date.day)
    output.append("T", twoDigits: time / 3_600_000)
    output.append(":", twoDigits: time / 60_000 % 60)
    output.append(":", twoDigits: time / 1000 % 60)
    output.append(".", twoDigits: time % 1000 / 10)
    output.append(digit: time % 10)
    output.append(UInt8(ascii: "Z"))
  }
}

extension OutputSpan<UInt8> {
  fileprivate mutating func append(year: Int64) {
    guard !(0...9999 ~= year) else { return append(fourDigits: year) }
    append(UInt8(ascii: year < 0 ? "-" : "+"))
    append(twoDigits: abs(year) / 10_000)
    append(fourDigits: abs(year) % 10_000)
  }

  fileprivate mutating func append(_ mark: Unicode.Scalar, twoDigits value: Int64) {
    append(UInt8(ascii: mark))
    append(twoDigits: value)
  }

  fileprivate mutating func append(digit value: Int64) {
    append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value))
  }

  private mutating func append(fourDigits value: Int64) {
    append(twoDigits: value / 100)
    append(twoDigits: value % 100)
  }

  private mutating func append(twoDigits value: Int64) {
    append(digit: value / 10)
    append(digit: value % 10)
  }
}
