import Bytes

/// The names that stand in a fixture for what differs from run to run.
///
/// `{session:1}` is an id, `{time:+1500}` a moment as `toISOString` writes it, `{epoch:+1500}` alone in a string a
/// number of milliseconds since 1970, `{digits:+1500}` the same within a text, and `{secret:1}` what was taken out.
/// A text that looks like one of them has a `!` more behind its brace than it had when it was sent: `{!session:1}`.
enum FixtureToken: Hashable {
  case id(String)
  case time(Int64)
  case epoch(Int64)
  case digits(Int64)
  case secret(String)

  /// Whether a text is what a secret became.
  static func isSecret(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let (token, end) = read(bytes[...]), end == bytes.count else { return false }
    if case .secret = token { return true }
    return false
  }

  /// The name that `bytes` begin with but for any number of `!` behind its brace; nil when they begin with none.
  static func marked(_ bytes: ArraySlice<UInt8>) -> FixtureToken? {
    guard bytes.first == ASCII.leftBrace else { return nil }
    let name = bytes.dropFirst().drop { $0 == UInt8(ascii: "!") }
    return read([ASCII.leftBrace] + name.prefix(40))?.token
  }

  /// The name that `bytes` begin with and the place behind it; nil when they begin with none.
  static func read(_ bytes: ArraySlice<UInt8>) -> (token: FixtureToken, end: Int)? {
    guard bytes.first == ASCII.leftBrace else { return nil }
    let letters = bytes.dropFirst().prefix(17).prefix { 0x61...0x7A ~= $0 }
    guard !letters.isEmpty, letters.endIndex < bytes.endIndex,
      bytes[letters.endIndex] == ASCII.colon
    else { return nil }
    let value = bytes[(letters.endIndex + 1)...].prefix(20).prefix { $0 != ASCII.rightBrace }
    guard !value.isEmpty, value.endIndex < bytes.endIndex,
      bytes[value.endIndex] == ASCII.rightBrace,
      let token = token(
        String(decoding: letters, as: UTF8.self), String(decoding: value, as: UTF8.self))
    else { return nil }
    return (token, value.endIndex + 1)
  }

  /// Where names stand in a text, from left to right.
  static func ranges(in bytes: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var index = 0
    while let start = bytes[index...].firstIndex(of: ASCII.leftBrace) {
      index = start + 1
      guard let (_, end) = read(bytes[start...]) else { continue }
      ranges.append(start..<end)
      index = end
    }
    return ranges
  }

  private static func token(_ kind: String, _ value: String) -> FixtureToken? {
    let digits = value.utf8.first.map { ASCII.isDigit($0) } == true
    switch kind {
    case "time": return offset(value).map { .time($0) }
    case "epoch": return offset(value).map { .epoch($0) }
    case "digits": return offset(value).map { .digits($0) }
    default:
      guard digits, value.utf8.allSatisfy({ ASCII.isDigit($0) }) else { return nil }
      let name = "{\(kind):\(value)}"
      return kind == "secret" ? .secret(name) : .id(name)
    }
  }

  private static func offset(_ value: String) -> Int64? {
    guard value.hasPrefix("+") || value.hasPrefix("-"),
      value.utf8.dropFirst().allSatisfy({ ASCII.isDigit($0) })
    else { return nil }
    return Int64(value)
  }

  /// A number with its sign always there.
  static func signed(_ value: Int64) -> String { value < 0 ? "\(value)" : "+\(value)" }
}

extension FixtureToken {
  /// Whether a text is nothing but the name of an id.
  static func isIdentifier(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let (token, end) = read(bytes[...]), end == bytes.count else { return false }
    if case .id = token { return true }
    return false
  }
}

extension FixtureToken {
  /// A text with what `replacement` says in the place of each name, and what is meant as text without its mark.
  ///
  /// With `keepingSecretMarks`, the mark stays where it tells a text from what a secret became.
  static func replaced(
    in text: String, keepingSecretMarks: Bool = false, by replacement: (FixtureToken) -> String
  ) -> String {
    let bytes = Array(text.utf8)
    guard bytes.contains(ASCII.leftBrace) else { return text }
    var output: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == ASCII.leftBrace, let (token, end) = read(bytes[index...]) {
        output.append(utf8: replacement(token))
        index = end
        continue
      }
      output.append(bytes[index])
      index += 1
      guard let escaped = escaped(bytes[(index - 1)...]) else { continue }
      if keepingSecretMarks, case .secret = escaped { continue }
      index += 1
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// The name that is meant as text when `bytes` begin with `{!` and that name; nil when they do not.
  static func escaped(_ bytes: ArraySlice<UInt8>) -> FixtureToken? {
    guard bytes.first == ASCII.leftBrace, bytes.dropFirst().first == UInt8(ascii: "!") else {
      return nil
    }
    return marked(bytes)
  }
}
