import JSON
import Scenario

extension Declaration where Value == [Step] {
  /// What an agent does, in order.
  static let steps: Declaration<[Step]> = .named("Steps", "a list of steps", [.list]) {
    Declaration<[[Step]]>.list(of: .step, "steps", atLeast: 1).map { $0.flatMap { $0 } }
  }

  /// One entry of such a list; `set` with several names is several steps.
  static let step: Declaration<[Step]> = .named(
    "Step", "a step such as { say: Hello }, ignore or complete", [.scalar, .mapping]
  ) {
    .either("a step such as { say: Hello }, ignore or complete", [bare, written])
  }

  private static let bare = Declaration<[Step]>.word([
    Word("ignore", [.ignore], "Stays silent; the rest is not done."),
    Word("complete", [.complete], "Tells that the answer is complete before the steps are over."),
  ])

  private static let written = Variants("a step", spoken + shown + timed + ended).declaration

  private typealias Case = Variants<[Step]>.Case

  private static let spoken = [
    Case("say", Declaration<PacedLine>.said, "Says something.") { [.say($0.line)] },
    Case("stream", Declaration<PacedLine>.streamed, "Says something piece by piece.") {
      [.stream($0.heldLine, $0.pace)]
    },
    Case("attach", Declaration<Step.Attachment>.attached, "Sends media with a line of text.") {
      [.attach($0)]
    },
    Case("title", Declaration<ReplyTemplate>.template, "Gives the channel a title.") {
      [.title($0)]
    },
  ]

  private static let shown = [
    Case("action", Declaration<Step.ActionLine>.action, "Shows how far an action is.") {
      [.action($0)]
    },
    Case("emit", Declaration<Step.Emission>.emission, "Sends any event.") { [.emit($0)] },
    Case(
      "control", Declaration<JSONTemplate>.mappingTemplate,
      "Sends a controlMessage with this payload; text in it may be templates."
    ) {
      [.control($0)]
    },
    Case("set", Declaration<[Step]>.settings, "Keeps values in the session's state.") { $0 },
  ]

  private static let timed = [
    Case("think", Declaration<ThinkTime>.time, "Thinks, visibly busy.") { [.think($0)] },
    Case("wait", Declaration<ThinkTime>.time, "Waits, not visibly busy.") { [.wait($0)] },
    Case(
      "hold", Declaration<String>.filled, "Waits until a test releases it by this name.",
      with: [
        Key("max", .duration, "Goes on after this time even when nobody releases it.") {
          steps, limit in
          steps = steps.map { step in
            if case .hold(let name, _) = step { .hold(name: name, max: limit) } else { step }
          }
        }
      ]
    ) { [.hold(name: $0, max: nil)] },
  ]

  private static let ended = [
    Case("error", Declaration<Step.Breakdown>.breakdown, "Breaks down; the rest is not done.") {
      [.error($0)]
    },
    Case(
      "disconnect",
      Declaration<Step.Disconnection>.word { Step.explanation(of: $0) },
      "Loses the client's connection."
    ) { [.disconnect($0)] },
  ]

  /// Names and the texts they are given.
  private static let settings = Declaration<[Step]>(
    "names with texts, such as { topic: billing }", [.mapping]
  ) { node, reading in
    guard !node.members.isEmpty else { return nil }
    let steps = node.members.compactMap { member in
      Declaration<ReplyTemplate>.template.decode(member.value, &reading).map {
        Step.set(name: member.key, value: $0)
      }
    }
    return steps.count == node.members.count ? steps : nil
  } schema: { definitions in
    [
      "type": "object", "minProperties": 1,
      "additionalProperties": .object(Declaration<ReplyTemplate>.template.schema(&definitions)),
    ]
  }
}

extension Step {
  /// What a client sees of a lost connection.
  static func explanation(of way: Disconnection) -> String {
    switch way {
    case .kick: "A Socket.IO disconnect packet: 'io server disconnect' at the client."
    case .close: "The transport is closed in order."
    case .reset: "A TCP reset."
    case .silent: "Nothing more comes or goes, and the connection stays open."
    case .ping: "The server's pings stop."
    }
  }
}
