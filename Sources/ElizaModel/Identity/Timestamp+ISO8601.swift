import Bytes

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
    // Three times eight characters: `2026-01-`, `19T10:15` and `:30.123Z`.
    if 0...9999 ~= date.year {
      let year = UInt64(date.year)
      output.append(
        littleEndian: digits(year / 100) | digits(year % 100) << 16 | mark("-", 4)
          | digits(date.month) << 40 | mark("-", 7))
    } else {
      output.append(year: date.year)
      output.append("-", twoDigits: date.month)
      output.append(UInt8(ascii: "-"))
    }
    output.append(
      littleEndian: digits(date.day) | mark("T", 2) | digits(time / 3_600_000) << 24
        | mark(":", 5) | digits(time / 60_000 % 60) << 48)
    output.append(
      littleEndian: mark(":", 0) | digits(time / 1000 % 60) << 8 | mark(".", 3)
        | (0x30 | UInt64(time % 1000 / 100)) << 32 | digits(time % 100) << 40 | mark("Z", 7))
  }

  /// Two decimal digits, the first in the lower byte.
  private func digits(_ value: some BinaryInteger) -> UInt64 {
    let value = UInt64(truncatingIfNeeded: value)
    return 0x3030 | value / 10 | (value % 10) << 8
  }

  /// A character in the byte at `position`, counted from the lowest.
  private func mark(_ character: Unicode.Scalar, _ position: UInt64) -> UInt64 {
    UInt64(UInt8(ascii: character)) << (position &* 8)
  }
}

extension OutputSpan<UInt8> {
  /// Appends a year outside 0 to 9999.
  fileprivate mutating func append(year: Int64) {
    append(UInt8(ascii: year < 0 ? "-" : "+"))
    append(twoDigits: abs(year) / 10_000)
    append(twoDigits: abs(year) % 10_000 / 100)
    append(twoDigits: abs(year) % 100)
  }

  fileprivate mutating func append(_ mark: Unicode.Scalar, twoDigits value: Int64) {
    append(UInt8(ascii: mark))
    append(twoDigits: value)
  }

  private mutating func append(digit value: Int64) {
    append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value))
  }

  private mutating func append(twoDigits value: Int64) {
    append(digit: value / 10)
    append(digit: value % 10)
  }
}
