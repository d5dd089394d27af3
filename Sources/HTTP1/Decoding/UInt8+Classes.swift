/// The character classes of RFC 9110 §5.6 and RFC 3986.
extension UInt8 {
  /// Whether the byte may stand in a token: a method, a field name, a list element.
  var isTokenCharacter: Bool {
    isMember(low: 0x03FF_6CFA_0000_0000, high: 0x57FF_FFFF_C7FF_FFFE)
  }

  /// Whether the byte may stand in a field value: visible characters, space, tab and bytes above 127.
  var isFieldValueCharacter: Bool {
    (self >= 0x20 && self != 0x7F) || self == 0x09
  }

  /// Whether the byte may stand in a request target; bytes above 127 pass, as in other servers.
  var isTargetCharacter: Bool {
    self > 0x20 && self != 0x7F && self != 0x23
  }

  /// Whether the byte may stand in a host with an optional port, IPv6 brackets included.
  var isHostCharacter: Bool {
    isMember(low: 0x2FFF_6FF2_0000_0000, high: 0x47FF_FFFE_AFFF_FFFE)
  }

  /// Whether the byte is a space or a tab.
  var isBlank: Bool { self == 0x20 || self == 0x09 }

  /// Whether the byte would end a field line or the text in it for some reader.
  var endsFieldLine: Bool { self == 0x0D || self == 0x0A || self == 0 }

  /// The byte with an ASCII capital made small.
  var lowercasedASCII: UInt8 {
    self &- 0x41 < 26 ? self | 0x20 : self
  }

  /// The value of an ASCII decimal digit, or nil.
  var decimalDigit: Int? {
    self &- 0x30 < 10 ? Int(self &- 0x30) : nil
  }

  /// The value of an ASCII hexadecimal digit, or nil.
  var hexadecimalDigit: Int? {
    if let digit = decimalDigit { return digit }
    let letter = lowercasedASCII &- 0x61
    return letter < 6 ? Int(letter) + 10 : nil
  }

  private func isMember(low: UInt64, high: UInt64) -> Bool {
    guard self < 128 else { return false }
    let half = self < 64 ? low : high
    return (half >> UInt64(self & 63)) & 1 == 1
  }
}
