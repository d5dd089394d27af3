import Bytes

/// Texts in which `{session:1}` and `{session:2}` are the same.
enum GenericNames {
  /// The text with the numbers of names left out.
  static func text(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard bytes.contains(ASCII.leftBrace) else { return text }
    var output: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == ASCII.leftBrace, let (token, end) = FixtureToken.read(bytes[index...]) {
        output.append(utf8: "{\(kind(of: token))}")
        index = end
      } else {
        output.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// What an id is the id of: `session` for `{session:1}`.
  static func kind(ofID name: String) -> Substring { name.dropFirst().prefix { $0 != ":" } }

  private static func kind(of token: FixtureToken) -> String {
    switch token {
    case .id(let name), .secret(let name): String(kind(ofID: name))
    case .time, .epoch, .digits: "time"
    }
  }
}
