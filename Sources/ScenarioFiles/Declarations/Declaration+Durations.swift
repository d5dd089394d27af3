import JSON
import Scenario

extension Declaration where Value == Duration {
  /// A duration with its unit.
  static let duration = Declaration("a duration such as 800ms, 2.5s, 3m or 1h", [.scalar]) {
    node, reading in
    guard node.sort == .scalar, !node.written.isEmpty else { return nil }
    do throws(DurationTextError) {
      return try DurationText.parse(node.written)
    } catch {
      reading.error(error.description, at: node.place)
      return nil
    }
  } schema: { _ in
    ["type": "string", "pattern": .string(#"^\s*[0-9]{1,9}(\.[0-9]{1,9})?(ms|s|m|h)\s*$"#)]
  }
}

/// A time as it is written down: fixed, a range, or two points of a distribution.
private struct WrittenTime: Sendable {
  var from: Duration?
  var to: Duration?
  var median: Duration?
  var p95: Duration?
  var max: Duration?
}

extension Declaration where Value == ThinkTime {
  /// How long something takes.
  static let time: Declaration<ThinkTime> = .named(
    "Time", "a time: 800ms, { from: 200ms, to: 1s } or { median: 900ms, p95: 2.5s, max: 6s }",
    [.scalar, .mapping]
  ) {
    .either("a time", [fixed, drawn])
  }

  private static let fixed = Declaration<Duration>.duration.map { ThinkTime.fixed($0) }

  private static let drawn = Record(
    "a time", from: WrittenTime(),
    [
      Key("from", .duration, "The shortest time; any between it and 'to' is as likely.", \.from),
      Key("to", .duration, "The longest time.", \.to),
      Key("median", .duration, "The time that half of the draws stay below.", \.median),
      Key("p95", .duration, "The time that 95 of 100 draws stay below.", \.p95),
      Key(
        "max", .duration, "The longest time ever drawn; twice 'p95' when it is not given.", \.max),
    ]
  ).declaration.map { written, node, reading in
    let (time, complaint) = written.time
    if let complaint { reading.error(complaint, at: node.place) }
    return time
  }
}

extension WrittenTime {
  /// The time, or why it is none.
  fileprivate var time: (ThinkTime?, String?) {
    switch (from, to, median, p95) {
    case (let from?, let to?, nil, nil):
      if max != nil { return (nil, "'max' goes with 'median' and 'p95', not with 'from' and 'to'") }
      guard from <= to else { return (nil, "'from' is longer than 'to'; write the shorter first") }
      return (.range(from...to), nil)
    case (nil, nil, let median?, let p95?):
      guard let time = LogNormalTime(median: median, p95: p95, max: max) else {
        return (nil, "a time must have 0 < median <= p95 <= max")
      }
      return (.logNormal(time), nil)
    default:
      return (nil, "a time is given by both 'from' and 'to', or by both 'median' and 'p95'")
    }
  }
}

extension Declaration where Value == TypingPace {
  /// How fast streamed text is written.
  static let pace: Declaration<TypingPace> = .named("Pace", "a typing pace", [.mapping]) {
    Record(
      "a typing pace", from: TypingPace(perSecond: 0),
      [
        Key(
          "perSecond", .number(0.01...100_000, "a number from 0.01 to 100000"), required: true,
          "How many words or characters a second.", \.perSecond),
        Key(
          "unit",
          .word([
            Word("word", .word, "A word at a time."),
            Word("character", .character, "A character at a time."),
          ]), "What is written at a time; a word unless said otherwise.", \.unit),
      ]
    ).declaration
  }
}
