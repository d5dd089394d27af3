import JSON
import Scenario

extension Declaration where Value == TextMatcher {
  /// What a text must be.
  static let matcher: Declaration<TextMatcher> = .named(
    "TextMatcher",
    "text that must be equal, a list of choices, or one of any, contains, regex, equals",
    [.scalar, .list, .mapping]
  ) {
    .either("a text matcher", [equality, choices, written])
  }

  private static let equality = Declaration<String>.text.map { TextMatcher.equals($0) }

  private static let choices: Declaration<TextMatcher> = Declaration<[TextMatcher]>.list(
    of: .matcher, "texts", atLeast: 1
  ).map { TextMatcher.any($0) }

  private static let written = Variants<TextMatcher>(
    "a text matcher",
    [
      Variants.Case("any", choices, "At least one of these matches.") { $0 },
      Variants.Case(
        "contains", Declaration<String>.filled,
        "Occurs somewhere, white space collapsed, capitals or not."
      ) { .contains($0) },
      Variants.Case(
        "regex", Declaration<Pattern>.pattern,
        "A regular expression that is found; its groups become captures."
      ) { .regex($0) },
      Variants.Case(
        "equals", Declaration<String>.text,
        "The same text after trimming and collapsing white space."
      ) { .equals($0) },
    ]
  ).declaration
}

extension Declaration where Value == Condition.NumberCondition {
  /// What a count must be.
  static let count: Declaration<Condition.NumberCondition> = .named(
    "Count", "a whole number, or bounds such as { atLeast: 1, atMost: 3 }", [.scalar, .mapping]
  ) {
    .either("a count", [exact, bounds])
  }

  private static let exact = Declaration<Int>.integer(0...Int.max).map {
    Condition.NumberCondition(equals: $0)
  }

  private static let bounds = Record(
    "a count", from: Condition.NumberCondition(), keys(\.self)
  ) { count, node, reading in
    guard !node.members.isEmpty else { return false }
    return count.isSound(node, &reading)
  }.declaration

  /// The keys that bound a count held in a larger value.
  static func keys<Root>(
    _ path: any WritableKeyPath<Root, Condition.NumberCondition> & Sendable
  ) -> [Key<Root>] {
    let number = Declaration<Int>.integer(0...Int.max)
    return [
      Key("times", number, "Exactly so many.") { $0[keyPath: path].equals = $1 },
      Key("equals", number, "Exactly so many; the same as 'times'.") {
        $0[keyPath: path].equals = $1
      },
      Key("atLeast", number, "So many or more.") { $0[keyPath: path].atLeast = $1 },
      Key("atMost", number, "So many or fewer.") { $0[keyPath: path].atMost = $1 },
    ]
  }
}

extension Condition.NumberCondition {
  /// Whether some count can meet the bounds; reports when none can.
  func isSound(_ node: DocumentNode, _ reading: inout Reading) -> Bool {
    if let atLeast, let atMost, atLeast > atMost {
      reading.error("no count is at least \(atLeast) and at most \(atMost)", at: node.place)
      return false
    }
    if equals != nil, atLeast != nil || atMost != nil {
      reading.error("an exact count needs no other bounds", at: node.place)
      return false
    }
    return true
  }
}
