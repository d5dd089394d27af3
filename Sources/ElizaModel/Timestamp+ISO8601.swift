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
    let (year, month, dayOfMonth) = Timestamp.civilDate(daysSinceEpoch: day)
    Timestamp.append(year: year, to: &bytes)
    for (mark, value) in [(UInt8(ascii: "-"), month), (UInt8(ascii: "-"), dayOfMonth)] {
      bytes.append(mark)
      Timestamp.append(value, digits: 2, to: &bytes)
    }
    let clock = [
      (UInt8(ascii: "T"), time / 3_600_000, 2), (UInt8(ascii: ":"), time / 60_000 % 60, 2),
      (UInt8(ascii: ":"), time / 1000 % 60, 2), (UInt8(ascii: "."), time % 1000, 3),
    ]
    for (mark, value, digits) in clock {
      bytes.append(mark)
      Timestamp.append(value, digits: digits, to: &bytes)
    }
    bytes.append(UInt8(ascii: "Z"))
  }

  private static func append(year: Int64, to bytes: inout [UInt8]) {
    guard !(0...9999 ~= year) else { return append(year, digits: 4, to: &bytes) }
    bytes.append(UInt8(ascii: year < 0 ? "-" : "+"))
    append(abs(year), digits: 6, to: &bytes)
  }

  private static func append(_ value: Int64, digits: Int, to bytes: inout [UInt8]) {
    var divisor: Int64 = 1
    for _ in 1..<digits { divisor *= 10 }
    while divisor > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value / divisor % 10))
      divisor /= 10
    }
  }

  /// The proleptic Gregorian date of a day, counted in eras of 400 years that begin on 1 March.
  private static func civilDate(daysSinceEpoch: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = daysSinceEpoch + 719_468
    let era = shifted.flooredQuotient(146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }
}

extension Int64 {
  fileprivate func flooredQuotient(_ divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
