/// RFC 8259 by recursive descent, written for plainness: what it accepts, the parser under test must
/// accept, and nothing else.
struct ReferenceParser {
  private let text: [UInt8]
  private let maximumDepth: Int
  private var position = 0
  private var nodes = 0

  private enum Refusal: Error { case refused }

  /// The value of `text`, or nil when it is no JSON or asks for more than the limits allow.
  static func parse(_ text: [UInt8], maximumDepth: Int, maximumNodes: Int) -> ReferenceValue? {
    var parser = ReferenceParser(text: text, maximumDepth: maximumDepth)
    do {
      let value = try parser.value(depth: 0)
      parser.skipBlanks()
      guard parser.position == text.count, parser.nodes <= maximumNodes else { return nil }
      return value
    } catch {
      return nil
    }
  }

  private init(text: [UInt8], maximumDepth: Int) {
    self.text = text
    self.maximumDepth = maximumDepth
  }

  private var next: UInt8? { position < text.count ? text[position] : nil }

  private mutating func skipBlanks() {
    while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
  }

  private mutating func take(_ wanted: UInt8) throws {
    guard next == wanted else { throw Refusal.refused }
    position += 1
  }

  private mutating func value(depth: Int) throws -> ReferenceValue {
    skipBlanks()
    nodes += 1
    switch next {
    case UInt8(ascii: "{"): return try object(depth: depth + 1)
    case UInt8(ascii: "["): return try array(depth: depth + 1)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try literal("true")
    case UInt8(ascii: "f"): return try literal("false")
    case UInt8(ascii: "n"): return try literal("null")
    default: return try number()
    }
  }

  private mutating func literal(_ word: String) throws -> ReferenceValue {
    for byte in word.utf8 { try take(byte) }
    return .literal(Array(word.utf8))
  }

  private mutating func array(depth: Int) throws -> ReferenceValue {
    guard depth <= maximumDepth else { throw Refusal.refused }
    try take(UInt8(ascii: "["))
    skipBlanks()
    var elements: [ReferenceValue] = []
    guard next != UInt8(ascii: "]") else {
      position += 1
      return .array([])
    }
    while true {
      elements.append(try value(depth: depth))
      skipBlanks()
      guard next == UInt8(ascii: ",") else { break }
      position += 1
    }
    try take(UInt8(ascii: "]"))
    return .array(elements)
  }

  private mutating func object(depth: Int) throws -> ReferenceValue {
    guard depth <= maximumDepth else { throw Refusal.refused }
    try take(UInt8(ascii: "{"))
    skipBlanks()
    var members: [(key: [UInt8], value: ReferenceValue)] = []
    guard next != UInt8(ascii: "}") else {
      position += 1
      return .object([])
    }
    while true {
      skipBlanks()
      nodes += 1
      let key = try string()
      skipBlanks()
      try take(UInt8(ascii: ":"))
      members.append((key, try value(depth: depth)))
      skipBlanks()
      guard next == UInt8(ascii: ",") else { break }
      position += 1
    }
    try take(UInt8(ascii: "}"))
    return .object(members)
  }
}

extension ReferenceParser {
  /// The content of a string between its quotes, as written.
  private mutating func string() throws -> [UInt8] {
    try take(UInt8(ascii: "\""))
    let start = position
    while let byte = next, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw Refusal.refused }
      position += 1
      if byte == UInt8(ascii: "\\") { try escape() }
    }
    let content = Array(text[start..<position])
    try take(UInt8(ascii: "\""))
    guard String(validating: content, as: UTF8.self) != nil else { throw Refusal.refused }
    return content
  }

  private mutating func escape() throws {
    guard let letter = next, "\"\\/bfnrtu".utf8.contains(letter) else { throw Refusal.refused }
    position += 1
    guard letter == UInt8(ascii: "u") else { return }
    for _ in 0..<4 {
      guard let digit = next, "0123456789abcdefABCDEF".utf8.contains(digit) else {
        throw Refusal.refused
      }
      position += 1
    }
  }

  private mutating func number() throws -> ReferenceValue {
    let start = position
    if next == UInt8(ascii: "-") { position += 1 }
    if next == UInt8(ascii: "0") { position += 1 } else { try digits() }
    if next == UInt8(ascii: ".") {
      position += 1
      try digits()
    }
    if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
      position += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { position += 1 }
      try digits()
    }
    return .number(Array(text[start..<position]))
  }

  private mutating func digits() throws {
    let start = position
    while let byte = next, (0x30...0x39).contains(byte) { position += 1 }
    guard position > start else { throw Refusal.refused }
  }
}
