import Bytes

/// Reads the parts of a date text from left to right (ECMA-262, Date Time String Format).
struct DateReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  var isAtEnd: Bool { position == bytes.count }

  /// The milliseconds from the epoch to the start of the day.
  mutating func date() -> Int64? {
    guard let year = year(), skip(ASCII.minus), let month = digits(2), 1...12 ~= month,
      skip(ASCII.minus), let day = digits(2), day >= 1,
      day <= CivilDate.dayCount(year: year, month: month)
    else { return nil }
    return CivilDate(year: year, month: month, day: day).daysSinceEpoch * 86_400_000
  }

  /// The milliseconds of the time of day; 24:00 is the end of the day.
  mutating func time() -> Int64? {
    guard skip(0x54), let hour = digits(2), skip(ASCII.colon), let minute = digits(2), minute < 60
    else { return nil }
    var time = hour * 3_600_000 + minute * 60_000
    if skip(ASCII.colon) {
      guard let second = digits(2), second < 60, let fraction = fraction() else { return nil }
      time += second * 1_000 + fraction
    }
    return time <= 86_400_000 ? time : nil
  }

  /// The milliseconds by which the zone is ahead of UTC.
  mutating func zone() -> Int64? {
    if isAtEnd || skip(0x5A) { return 0 }
    let sign: Int64 = skip(ASCII.minus) ? -1 : 1
    guard sign < 0 || skip(ASCII.plus), let hours = digits(2), hours < 24, skip(ASCII.colon),
      let minutes = digits(2), minutes < 60
    else { return nil }
    return sign * (hours * 3_600_000 + minutes * 60_000)
  }

  private mutating func year() -> Int64? {
    if skip(ASCII.plus) { return digits(6) }
    guard skip(ASCII.minus) else { return digits(4) }
    return digits(6).flatMap { $0 == 0 ? nil : -$0 }
  }

  /// The milliseconds in a fraction of a second; none is zero.
  private mutating func fraction() -> Int64? {
    guard skip(ASCII.period) else { return 0 }
    var value: Int64 = 0
    var count = 0
    while position < bytes.count, ASCII.isDigit(bytes[position]) {
      if count < 3 { value = value * 10 + Int64(bytes[position] - ASCII.zero) }
      count += 1
      position += 1
    }
    guard count > 0 else { return nil }
    return count == 1 ? value * 100 : count == 2 ? value * 10 : value
  }

  private mutating func digits(_ count: Int) -> Int64? {
    guard bytes.count - position >= count else { return nil }
    var value: Int64 = 0
    for byte in bytes[position..<position + count] {
      guard ASCII.isDigit(byte) else { return nil }
      value = value * 10 + Int64(byte - ASCII.zero)
    }
    position += count
    return value
  }

  private mutating func skip(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }
}
