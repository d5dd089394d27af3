import ElizaDomain
import JSON

/// The switches of a profile that a file can set alone, by name.
enum ProfileSwitch {
  /// Every switch, in the order of the table in the README.
  static let all: [Key<AdjustedProfile>] = actors + traffic + choices

  private static let actors: [Key<AdjustedProfile>] = [
    two(
      "unknownAgent", "An unknown agent id brings an agent to life.", on: "create", off: "refuse",
      \.makesUnknownAgents),
    two(
      "missingServerId", "A send without a message server id means the default one.", on: "fill-in",
      off: "refuse",
      \.fillsInMessageServer),
    two(
      "uninvitedAgent", "An agent answers in a room nobody added it to.", on: "answers",
      off: "silent",
      \.answersWithoutParticipation),
    two(
      "sessionRoom", "A room named by a session id is the session's channel.", on: "alias",
      off: "separate",
      \.aliasesSessionRooms),
    two(
      "ackCallbacks", "Acknowledgement callbacks of clients are called.",
      \.answersAcknowledgements),
  ]

  private static let traffic: [Key<AdjustedProfile>] = [
    two(
      "channelIdInReplies", "Agent replies carry channelId beside roomId.", \.namesChannelInReplies),
    two(
      "messageComplete", "messageComplete follows the last reply.", \.sendsMessageComplete),
    two(
      "thinkingControl", "controlMessage with type thinking and complete surrounds a reply.",
      \.sendsThinkingControl),
    two(
      "inputControl", "controlMessage with an action locks and unlocks the input around a reply.",
      \.sendsInputControl),
    two(
      "envelopes", "message envelopes of types 3 to 6 accompany the named events.",
      \.sendsEnvelopes),
    two(
      "streamChunks", "A streamed reply is sent as messageStreamChunk events.", \.streamsChunks),
    two(
      "historyOnJoin", "Stored messages are sent again to a socket that joins.", \.replaysHistory),
    two(
      "jsonStrings", "Greeting, echo and error are JSON text instead of objects.",
      \.sendsJSONStrings),
  ]

  private static let choices: [Key<AdjustedProfile>] = [
    several(
      "entityHandshake",
      [
        Word("ignored", .ignored, "The handshake asks for nothing; an entity id is ignored."),
        Word("optional", .optional, "An entity id is answered by 'authenticated'."),
        Word("required", .required, "The handshake needs a UUID as auth.entityId."),
      ], "What the Socket.IO handshake asks for.", \.entityHandshake),
    several(
      "naming",
      [
        Word("legacy", .legacy, "serverId, central-channels."),
        Word("current", .current, "messageServerId, channels."),
        Word("both", .both, "Either, and both in answers."),
      ], "Which names of fields and routes are understood and spoken.", \.naming),
    several(
      "release",
      Release.allCases.map { Word($0.rawValue, $0, "As ElizaOS \($0.rawValue) does.") },
      "The release whose behaviour shows wherever no switch says otherwise.", \.release),
    several(
      "leniency",
      [
        Word("always", true, "Answers may hold more than the release's, and requests less."),
        Word("never", false, "Both are held to the release."),
      ], "Whether frontends that a release would refuse are served.", \.isLenient),
  ]

  /// A switch with two positions.
  private static func two(
    _ name: String, _ explanation: String, on: String = "always", off: String = "never",
    _ path: any WritableKeyPath<Profile, Bool> & Sendable
  ) -> Key<AdjustedProfile> {
    several(name, [Word(on, true, explanation), Word(off, false, "Not so.")], explanation, path)
  }

  private static func several<Value>(
    _ name: String, _ words: [Word<Value>], _ explanation: String,
    _ path: any WritableKeyPath<Profile, Value> & Sendable
  ) -> Key<AdjustedProfile> {
    Key(name, .word(words), explanation) { adjusted, value in
      adjusted.changes.append { $0[keyPath: path] = value }
    }
  }
}
