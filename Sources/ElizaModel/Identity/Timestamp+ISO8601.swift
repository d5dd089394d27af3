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
    let bounded = min(max(milliseconds, -8_640_000_000_000_000), 8_640_000_000_000_000)
    let day = bounded.flooredQuotient(86_400_000)
    let time = bounded - day * 86_400_000
    let date = CivilDate(daysSinceEpoch: day)
    bytes.append(addingCapacity: 27) { output in
      output.append(year: date.year)
      output.append("-", date.month, digits: 2)
      output.append("-", date.day, digits: 2)
      output.append("T", time / 3_600_000, digits: 2)
      output.append(":", time / 60_000 % 60, digits: 2)
      output.append(":", time / 1000 % 60, digits: 2)
      output.append(".", time % 1000, digits: 3)
      output.append(UInt8(ascii: "Z"))
    }
  }
}

extension OutputSpan<UInt8> {
  fileprivate mutating func append(year: Int64) {
    guard !(0...9999 ~= year) else { return append(year, digits: 4) }
    append(UInt8(ascii: year < 0 ? "-" : "+"))
    append(abs(year), digits: 6)
  }

  fileprivate mutating func append(_ mark: Unicode.Scalar, _ value: Int64, digits: Int) {
    append(UInt8(ascii: mark))
    append(value, digits: digits)
  }

  private mutating func append(_ value: Int64, digits: Int) {
    var divisor: Int64 = digits == 2 ? 10 : digits == 3 ? 100 : digits == 4 ? 1_000 : 100_000
    while divisor > 0 {
      append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value / divisor % 10))
      divisor /= 10
    }
  }
}
