import Bytes
import JSON

/// The names of ids that stand in a recorded value.
enum Mentions {
  /// All of them, in the order in which they appear, some twice.
  static func ids(in json: JSON) -> [String] {
    var found: [String] = []
    visit(json) { token in
      if case .id(let name) = token { found.append(name) }
    }
    return found
  }

  /// Calls `body` with every name in every text.
  static func visit(_ json: JSON, _ body: (FixtureToken) -> Void) {
    switch json {
    case .null, .bool, .number: break
    case .string(let text): visit(text, body)
    case .array(let elements): for element in elements { visit(element, body) }
    case .object(let object):
      for member in object {
        visit(member.key, body)
        visit(member.value, body)
      }
    }
  }

  /// Calls `body` with every name in a text.
  static func visit(_ text: String, _ body: (FixtureToken) -> Void) {
    visit(Array(text.utf8), body)
  }

  /// Calls `body` with every name in a text, which may be that of a whole line: no brace of JSON begins a name.
  static func visit(_ bytes: [UInt8], _ body: (FixtureToken) -> Void) {
    var index = 0
    while let start = bytes[index...].firstIndex(of: ASCII.leftBrace) {
      if let (token, end) = FixtureToken.read(bytes[start...]) {
        body(token)
        index = end
      } else {
        index = start + 1
      }
    }
  }
}
