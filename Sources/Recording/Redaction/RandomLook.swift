import Bytes

/// What tells a random text from words, found in one pass.
struct RandomLook {
  /// How many bytes were looked at.
  let count: Int
  /// Whether all of them are hexadecimal digits.
  private(set) var isHexadecimal = true
  /// How often neighbours are of different classes: small letters, capitals, digits, others.
  private(set) var changes = 0
  private var seen: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  private var classes: UInt8 = 0

  init(_ text: ArraySlice<UInt8>) {
    count = text.count
    var last: UInt8?
    for byte in text {
      note(byte)
      let kind = RandomLook.kind(byte)
      classes |= kind
      if let last, last != kind { changes += 1 }
      last = kind
      if isHexadecimal, Hex.value(of: byte) == nil { isHexadecimal = false }
    }
  }

  /// How many different bytes there are.
  var variety: Int {
    seen.0.nonzeroBitCount + seen.1.nonzeroBitCount + seen.2.nonzeroBitCount
      + seen.3.nonzeroBitCount
  }

  /// Whether there is a digit.
  var hasDigit: Bool { classes & 1 != 0 }
  /// Whether there is a small letter.
  var hasSmall: Bool { classes & 2 != 0 }
  /// Whether there is a capital.
  var hasCapital: Bool { classes & 4 != 0 }

  private mutating func note(_ byte: UInt8) {
    let bit: UInt64 = 1 << UInt64(byte & 63)
    switch byte >> 6 {
    case 0: seen.0 |= bit
    case 1: seen.1 |= bit
    case 2: seen.2 |= bit
    default: seen.3 |= bit
    }
  }

  private static func kind(_ byte: UInt8) -> UInt8 {
    if ASCII.isDigit(byte) { return 1 }
    if 0x61...0x7A ~= byte { return 2 }
    return 0x41...0x5A ~= byte ? 4 : 8
  }
}
