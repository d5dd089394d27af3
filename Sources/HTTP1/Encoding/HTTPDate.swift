import Bytes

/// A point in calendar time as HTTP writes it: `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 §5.6.7).
public struct HTTPDate: Hashable, Sendable {
  /// Whole seconds since 1970-01-01T00:00:00Z.
  public let secondsSince1970: Int64

  /// Wraps a count of seconds; years 0 to 9999 can be written.
  public init(secondsSince1970: Int64) {
    self.secondsSince1970 = secondsSince1970
  }

  /// Appends the 29 characters of the date.
  public func append(to bytes: inout [UInt8]) {
    let (days, second) = secondsSince1970.quotientAndFloorRemainder(dividingBy: 86_400)
    let (year, month, day) = HTTPDate.civil(fromDays: days)
    let weekday = (days + 4).quotientAndFloorRemainder(dividingBy: 7).remainder
    bytes.append(contentsOf: HTTPDate.names(weekday, in: "SunMonTueWedThuFriSat"))
    bytes.append(ascii: ", ")
    bytes.appendTwoDigits(day)
    bytes.append(0x20)
    bytes.append(contentsOf: HTTPDate.names(month - 1, in: "JanFebMarAprMayJunJulAugSepOctNovDec"))
    bytes.append(0x20)
    bytes.appendTwoDigits(year / 100)
    bytes.appendTwoDigits(year % 100)
    bytes.append(0x20)
    bytes.appendTwoDigits(second / 3_600)
    bytes.append(0x3A)
    bytes.appendTwoDigits(second / 60 % 60)
    bytes.append(0x3A)
    bytes.appendTwoDigits(second % 60)
    bytes.append(ascii: " GMT")
  }

  private static func names(_ index: Int64, in text: String) -> Substring.UTF8View {
    text.utf8.dropFirst(Int(index) * 3).prefix(3)
  }

  /// The Gregorian date of a day counted from 1970-01-01, by eras of 400 years that begin in March.
  private static func civil(fromDays days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let (era, dayOfEra) = (days + 719_468).quotientAndFloorRemainder(dividingBy: 146_097)
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }
}

extension Int64 {
  fileprivate func quotientAndFloorRemainder(
    dividingBy divisor: Int64
  ) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}

extension [UInt8] {
  fileprivate mutating func appendTwoDigits(_ value: Int64) {
    append(0x30 &+ UInt8(truncatingIfNeeded: value / 10 % 10))
    append(0x30 &+ UInt8(truncatingIfNeeded: value % 10))
  }
}
