/// A JSON value as the reference parser sees it; nothing is shared with the module under test.
indirect enum ReferenceValue {
  case literal([UInt8])
  case number([UInt8])
  case string([UInt8])
  case array([ReferenceValue])
  case object([(key: [UInt8], value: ReferenceValue)])

  /// The text without white space, escapes as they were written.
  func appendRaw(to output: inout [UInt8]) {
    switch self {
    case .literal(let text), .number(let text): output += text
    case .string(let content): ReferenceValue.appendQuoted(content, to: &output)
    case .array(let elements):
      output.append(0x5B)
      for (position, element) in elements.enumerated() {
        if position > 0 { output.append(0x2C) }
        element.appendRaw(to: &output)
      }
      output.append(0x5D)
    case .object(let members):
      output.append(0x7B)
      for (position, member) in members.enumerated() {
        if position > 0 { output.append(0x2C) }
        ReferenceValue.appendQuoted(member.key, to: &output)
        output.append(0x3A)
        member.value.appendRaw(to: &output)
      }
      output.append(0x7D)
    }
  }

  private static func appendQuoted(_ content: [UInt8], to output: inout [UInt8]) {
    output.append(0x22)
    output += content
    output.append(0x22)
  }
}

extension ReferenceValue {
  /// The UTF-8 of a string's content, by way of UTF-16, as JavaScript has it.
  static func unescaped(_ content: [UInt8]) -> [UInt8] {
    guard content.contains(0x5C) else { return content }
    var units: [UInt16] = []
    var plain: [UInt8] = []
    var rest = content[...]
    func flush() {
      units += String(decoding: plain, as: UTF8.self).utf16
      plain = []
    }
    while let byte = rest.popFirst() {
      guard byte == 0x5C, let escape = rest.popFirst() else {
        plain.append(byte)
        continue
      }
      flush()
      units.append(unit(of: escape, rest: &rest))
    }
    flush()
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  private static func unit(of escape: UInt8, rest: inout ArraySlice<UInt8>) -> UInt16 {
    switch escape {
    case UInt8(ascii: "b"): return 8
    case UInt8(ascii: "f"): return 12
    case UInt8(ascii: "n"): return 10
    case UInt8(ascii: "r"): return 13
    case UInt8(ascii: "t"): return 9
    case UInt8(ascii: "u"):
      let digits = String(decoding: rest.prefix(4), as: UTF8.self)
      rest = rest.dropFirst(4)
      return UInt16(digits, radix: 16) ?? 0
    default: return UInt16(escape)
    }
  }
}
