import Bytes

extension JSON {
  /// Appends the value as JavaScript's `JSON.stringify` writes it: no white space, only the escapes that must be.
  public func append(to output: inout [UInt8]) {
    switch self {
    case .null: output.append(ascii: "null")
    case .bool(true): output.append(ascii: "true")
    case .bool(false): output.append(ascii: "false")
    case .number(let number): output.append(utf8: number.text)
    case .string(let text): output.appendJSONString(text)
    case .array(let elements): JSON.append(elements, to: &output)
    case .object(let object): object.append(to: &output)
    }
  }

  /// The value as a compact UTF-8 text.
  public func serialized() -> [UInt8] {
    var output: [UInt8] = []
    // What small values need, so that they do not grow on the way.
    output.reserveCapacity(48)
    append(to: &output)
    return output
  }

  /// The value as a compact text.
  public var text: String { String(decoding: serialized(), as: UTF8.self) }

  private static func append(_ elements: [JSON], to output: inout [UInt8]) {
    output.append(ASCII.leftBracket)
    for (position, element) in elements.enumerated() {
      if position > 0 { output.append(ASCII.comma) }
      element.append(to: &output)
    }
    output.append(ASCII.rightBracket)
  }
}

extension JSON: CustomStringConvertible {
  /// The compact text.
  public var description: String { text }
}

extension JSONObject {
  /// Appends the object as a compact text.
  public func append(to output: inout [UInt8]) {
    output.append(ASCII.leftBrace)
    for (position, member) in enumerated() {
      if position > 0 { output.append(ASCII.comma) }
      output.appendJSONString(member.key)
      output.append(ASCII.colon)
      member.value.append(to: &output)
    }
    output.append(ASCII.rightBrace)
  }
}
