import JSON
import Scenario

extension Declaration where Value == Condition {
  /// What a message must be; several keys must all hold.
  static let condition: Declaration<Condition> = .named(
    "Condition", "conditions such as { text: hello }, or always", [.scalar, .mapping]
  ) {
    .either("conditions such as { text: hello }, or always", [always, combined])
  }

  private static let always = Declaration.word([
    Word("always", Condition.always, "Every message.")
  ])

  private static let combined = Record("a condition", from: [Condition](), keys) {
    conditions, node, reading in
    guard conditions.isEmpty else { return true }
    reading.error(
      "this condition is empty; write 'always', or one of "
        + keys.map(\.name).joined(separator: ", "), at: node.place)
    return false
  }.declaration.map { conditions in
    conditions.count == 1 ? conditions.first ?? .always : .all(conditions)
  }

  private static let several = Declaration<[Condition]>.list(
    of: .condition, "conditions", atLeast: 1)

  private static var keys: [Key<[Condition]>] {
    [
      Key("text", .matcher, "The text of the message.") { $0.append(.text($1)) },
      Key("all", several, "All of these hold.") { $0.append(.all($1)) },
      Key("any", several, "At least one of these holds.") { $0.append(.any($1)) },
      Key("not", .condition, "This does not hold.") { $0.append(.not($1)) },
      Key("path", .path, "Something in the message as the client sent it.") {
        $0.append(.path($1))
      },
      Key("sender", .matcher, "The author's id or display name.") { $0.append(.sender($1)) },
      Key("room", .matcher, "The id or the name of the channel.") { $0.append(.room($1)) },
      Key("attachment", .attachment, "What is attached; true for anything, false for nothing.") {
        $0.append(.attachment($1))
      },
      Key("turn", .count, "The number of the message in its session, from 1.") {
        $0.append(.turn($1))
      },
      Key("state", .state, "What an earlier 'set' step of the session has kept.") {
        $0.append(.state($1))
      },
    ]
  }
}

/// A place or a name, and what is asked of it.
struct Question: Sendable {
  var name = ""
  var value: Condition.ValueCondition?
  var count = 0

  mutating func ask(_ value: Condition.ValueCondition) {
    self.value = value
    count += 1
  }

  /// The declaration of a question about something named by `key`.
  static func declaration(
    _ title: String, _ key: String, _ explanation: String
  ) -> Declaration<Question> {
    Record(
      title, from: Question(),
      [
        Key(key, .filled, required: true, explanation, \.name),
        Key("exists", .flag, "Whether it is there at all; null counts as there.") {
          $0.ask(.exists($1))
        },
        Key(
          "equals", .json,
          "The same value of the same type: 5 is not the text '5'; objects in any order."
        ) { $0.ask(.equals($1)) },
        Key("contains", .filled, "Occurs somewhere in its text, capitals or not.") {
          $0.ask(.text(.contains($1)))
        },
        Key("regex", .pattern, "A regular expression that is found in its text.") {
          $0.ask(.text(.regex($1)))
        },
        Key("any", .values, "At least one of these: values, or { contains: … } and the like.") {
          $0.ask(.any($1))
        },
        Key("text", .matcher, "Its text, or the text of a number or truth value.") {
          $0.ask(.text($1))
        },
      ]
    ) { question, node, reading in
      if question.count == 1 { return true }
      reading.error(
        "\(title) asks one thing: exists, equals, contains, regex, any or text", at: node.place)
      return false
    }.declaration
  }
}

extension Declaration where Value == [Condition.ValueCondition] {
  /// Choices for a value.
  static let values = Declaration<[Condition.ValueCondition]>.list(
    of: .value, "values", atLeast: 1)
}

extension Declaration where Value == Condition.ValueCondition {
  /// A number or truth value that must be the same, or what a text must be.
  fileprivate static let value: Declaration<Condition.ValueCondition> = .either(
    "a value, or one of contains, regex, equals", [same, matching])

  private static let same = Declaration(
    "a text, a number, true or false", [.scalar]
  ) { node, reading in
    switch node.content {
    case .number, .bool: return Condition.ValueCondition.equals(node.json)
    default: return Declaration<String>.text.decode(node, &reading).map { .text(.equals($0)) }
    }
  } schema: { _ in
    ["type": ["string", "number", "boolean"]]
  }

  private static let matching = Declaration<TextMatcher>.matcher.map {
    Condition.ValueCondition.text($0)
  }
}

extension Declaration where Value == Condition.PathCondition {
  /// A place in the message and what it must hold.
  static let path = Question.declaration(
    "a path condition", "at",
    "Member names and list indices divided by points: metadata.userTimezone."
  ).map { question, _, _ in
    question.value.map { Condition.PathCondition(path: question.name, value: $0) }
  }
}

extension Declaration where Value == Condition.StateCondition {
  /// A name in the session's state and what it must hold.
  static let state = Question.declaration(
    "a state condition", "name", "The name that a 'set' step has given."
  ).map { question, _, _ in
    question.value.map { Condition.StateCondition(name: question.name, value: $0) }
  }
}

extension Declaration where Value == Condition.AttachmentCondition {
  /// What must be attached.
  static let attachment: Declaration<Condition.AttachmentCondition> = .either(
    "true, false, or a media type such as { type: image/* }", [presence, typed])

  private static let presence = Declaration<Bool>.flag.map {
    Condition.AttachmentCondition(isPresent: $0)
  }

  private static let typed = Record(
    "an attachment condition", from: Condition.AttachmentCondition(),
    [
      Key("present", .flag, "Whether there must be one; true unless said otherwise.", \.isPresent),
      Key("type", .filled, "A media type such as image/png, or a family such as image/*.", \.type),
    ]
  ).declaration
}
