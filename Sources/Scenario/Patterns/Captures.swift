/// The groups of all expressions that a rule has found, by name and number.
///
/// Where several expressions have a group of one name or number, the first one's counts.
public struct Captures: Hashable, Sendable {
  private var texts: [String: String] = [:]

  /// Nothing.
  public init() {}

  /// The text of a group; nil where there is none or it took no part.
  public subscript(name: String) -> String? { texts[name] }

  /// Whether there is nothing.
  public var isEmpty: Bool { texts.isEmpty }

  /// Adds the groups of a match.
  mutating func add(_ match: PatternMatch) {
    for (name, text) in match.texts where texts[name] == nil { texts[name] = text }
  }
}
