import JSON
import Scenario

/// A line with the pace it is streamed at.
struct PacedLine: Sendable {
  var line: Step.Line
  var pace: TypingPace?
  /// The name under which a streamed line is held, if it is.
  var hold: String?
  var after: Int?
  var max: Duration?

  /// The line with where it stops.
  var heldLine: Step.Line {
    var line = line
    line.hold = hold.map { StreamHold($0, after: after, max: max) }
    return line
  }
}

extension Step.Line {
  /// What a line is before its text is read.
  static var blank: Step.Line { Step.Line(.nothing) }
}

extension ReplyTemplate {
  /// A template without text.
  static var nothing: ReplyTemplate { ReplyTemplate(literal: "") }
}

extension Declaration where Value == PacedLine {
  /// What is said at once.
  static let said: Declaration<PacedLine> = .named(
    "Line", "text to say, or { text: …, thought: …, actions: […] }", [.scalar, .mapping]
  ) {
    .either("text to say", [bare, Record("a line", from: draft, keys).declaration])
  }

  /// What is written piece by piece.
  static let streamed: Declaration<PacedLine> = .named(
    "StreamedLine", "text to stream, or { text: …, type: { perSecond: 20 } }", [.scalar, .mapping]
  ) {
    .either(
      "text to stream",
      [
        bare,
        Record("a streamed line", from: draft, keys + [typing] + holding).declaration.map {
          line, node, reading in
          if line.hold == nil, line.after != nil || line.max != nil {
            reading.error("'after' and 'max' go with 'hold'", at: node.place)
          }
          return line
        },
      ])
  }

  private static let holding: [Key<PacedLine>] = [
    Key("hold", .filled, "Stops on the way until a test releases it by this name.", \.hold),
    Key("after", .integer(1...Int.max), "How many pieces come before that; half of them.", \.after),
    Key("max", .duration, "Goes on after this time even when nobody releases it.", \.max),
  ]

  private static let draft = PacedLine(line: .blank)

  private static let bare = Declaration<ReplyTemplate>.template.map {
    PacedLine(line: Step.Line($0))
  }

  private static let typing = Key<PacedLine>(
    "type", .pace, "How fast it is written; else the rule's, the agent's or the profile's pace.",
    \.pace)

  private static let keys: [Key<PacedLine>] = [
    Key("text", .template, required: true, "What is said.", \.line.text),
    Key("thought", .template, "The reasoning shown beside it.", \.line.thought),
    Key("actions", .actionNames, "The actions it claims to have taken.", \.line.actions),
    Key(
      "attachments", Declaration<[JSON]>.list(of: .jsonMapping, "media objects"),
      "Media objects, sent as they are.", \.line.attachments),
    Key("metadata", .jsonMapping, "Extra data, sent as it is.") {
      $0.line.metadata = $1.objectValue ?? [:]
    },
    Key("as", .speaker, "The bystander who says it in place of the agent.", \.line.speaker),
    Key(
      "once",
      .word([
        Word("per-session", Step.Once.perSession, "Once in each session or channel."),
        Word("per-connection", Step.Once.perConnection, "Once on each connection of a client."),
      ]), "How often it is said at most.", \.line.once),
  ]
}

extension Declaration where Value == [String] {
  /// Names of actions.
  static let actionNames = Declaration.list(of: Declaration<String>.filled, "action names")
}

extension Declaration where Value == String {
  /// The id or the name of somebody who can speak.
  static let speaker = filled.map { name, node, reading in
    reading.names.use(name, of: [.bystander], at: node.place)
    return name
  }
}
