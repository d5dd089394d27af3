/// Writes JSON's pairs of `\u` escapes as YAML's single `\U` escape, which the YAML reader understands.
enum SurrogatePairs {
  static func joined(in text: String) -> String {
    guard let first = text.utf8.first(where: { $0 > 0x20 }), first == 0x7B || first == 0x5B,
      text.contains("\\u")
    else { return text }
    var output: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.first {
      if byte == 0x5C, let value = pair(rest) {
        let digits = String(value, radix: 16)
        output += Array("\\U".utf8) + Array(repeating: 0x30, count: 8 - digits.count)
        output += Array(digits.utf8)
        rest = rest.dropFirst(12)
      } else {
        // A backslash takes the next byte with it, so that `\\u` is not mistaken.
        let length = byte == 0x5C ? 2 : 1
        output += rest.prefix(length)
        rest = rest.dropFirst(length)
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static func pair(_ bytes: ArraySlice<UInt8>) -> UInt32? {
    guard let high = unit(bytes), (0xD800...0xDBFF).contains(high),
      let low = unit(bytes.dropFirst(6)), (0xDC00...0xDFFF).contains(low)
    else { return nil }
    return 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
  }

  private static func unit(_ bytes: ArraySlice<UInt8>) -> UInt32? {
    guard bytes.prefix(2).elementsEqual("\\u".utf8) else { return nil }
    let digits = bytes.dropFirst(2).prefix(4)
    guard digits.count == 4, digits.first != 0x2B, digits.first != 0x2D else { return nil }
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}
