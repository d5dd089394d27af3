/// Texts in which `{session:1}` and `{session:2}` are the same.
enum GenericNames {
  /// The text with the numbers of names left out.
  static func text(_ text: String) -> String {
    FixtureToken.replaced(in: text) { "{\(kind(of: $0))}" }
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
