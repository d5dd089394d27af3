import JSON
import Scenario

/// Either a number of things that must have come to pass, or the thing it happens after.
private enum After: Sendable {
  case count(Int)
  case thing(Trigger)
}

extension Declaration where Value == Trigger {
  /// When a fault happens.
  static let trigger: Declaration<Trigger> = .named("Trigger", "a trigger", [.mapping]) {
    Record("a trigger", from: WrittenTrigger(), subjects + conditions).declaration.map {
      written, node, reading in
      let (trigger, complaint) = written.trigger()
      if let complaint { reading.error(complaint, at: node.place) }
      return trigger
    }
  }

  private static let subjects: [Key<WrittenTrigger>] = [
    Key(
      "event", .filled, "A Socket.IO event on its way, by name; * stands for any characters.",
      \.event),
    Key(
      "direction",
      .word([
        Word("in", .in, "From a client to the server."),
        Word("out", .out, "From the server to clients."),
      ]), "Which way the event goes; both unless said otherwise.", \.direction),
    Key(
      "from",
      .word([
        Word("agent", .agent, "From an agent."), Word("user", .user, "From somebody else."),
      ]), "Whom the event comes from.", \.author),
    Key(
      "lifecycle", .word { explanation(of: $0) }, "Something in the life of a connection.",
      \.lifecycle),
    Key(
      "request", .requestPattern,
      "HTTP requests: a method and a path, such as POST /api/messaging/sessions/*/messages.",
      \.request),
    Key("time", .duration, "A moment, counted from when the overlay was laid on.", \.time),
  ]

  private static let conditions: [Key<WrittenTrigger>] = [
    Key("nth", .integer(1...Int.max), "Only the one of this number.", \.conditions.nth),
    Key(
      "count", .integer(1...Int.max), "Only the one of this number; the same as 'nth'.",
      \.conditions.nth),
    Key("every", .integer(1...Int.max), "Only every third, say.", \.conditions.every),
    Key(
      "after", after,
      "Not before so many have come to pass; or, as a mapping, once that thing is over."
    ) {
      switch $1 {
      case .count(let count): $0.conditions.after = count
      case .thing(let trigger): $0.afterwards = trigger
      }
    },
    Key("times", .integer(1...Int.max), "At most so often.", \.conditions.times),
    Key(
      "per",
      .word([
        Word("server", .server, "All there is is counted together."),
        Word("session", .session, "Each chat, a session or a channel, is counted by itself."),
        Word("connection", .connection, "Each connection is counted by itself."),
      ]), "What 'nth', 'every', 'after' and 'times' count together; server unless said otherwise.",
      \.conditions.scope),
    Key(
      "probability", .number(0...1, "a number from 0 to 1"), "The chance of each.",
      \.conditions.probability),
    Key(
      "since", .duration, "Not before this time, counted from when the overlay was laid on.",
      \.conditions.since),
    Key("until", .duration, "Not from this time on, counted in the same way.", \.conditions.until),
  ]

  private static let after: Declaration<After> = .either(
    "a number, or { event: … }",
    [
      Declaration<Int>.integer(0...Int.max).map { .count($0) },
      Declaration<Trigger>.trigger.map { .thing($0) },
    ])

  private static func explanation(of moment: Lifecycle) -> String {
    switch moment {
    case .handshake: "An Engine.IO session is asked for."
    case .upgrade: "A WebSocket is asked for, by a session that polls or for one of its own."
    case .poll: "A session asks for what there is (long-polling)."
    case .post: "A session that polls sends something."
    case .connect: "A client joins the namespace (Socket.IO CONNECT)."
    case .reconnect: "As connect, of a client that was connected before."
    case .join: "A client asks to be put into a room."
    }
  }
}

extension Declaration where Value == RequestPattern {
  /// A method and a path.
  static let requestPattern = Declaration(
    "a method and a path, such as POST /api/messaging/** or * /api/**", [.scalar]
  ) { node, _ in
    guard case .text(let text) = node.content else { return nil }
    return RequestPattern(text)
  } schema: { _ in
    ["type": "string", "pattern": .string(#"^\s*(\*|[A-Za-z]+)\s+[/*]\S*\s*$"#)]
  }
}
