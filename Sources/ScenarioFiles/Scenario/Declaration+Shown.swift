import JSON
import Scenario

extension Declaration where Value == Step.ActionLine {
  /// How far an action is.
  static let action: Declaration<Step.ActionLine> = .either(
    "an action such as { name: SEARCH, status: executing }",
    [
      Declaration<String>.filled.map { Step.ActionLine(name: $0) },
      Record(
        "an action", from: Step.ActionLine(name: ""),
        [
          Key("name", .filled, required: true, "Its name, such as SEARCH.", \.name),
          Key(
            "status",
            .word([
              Word("executing", .executing, "Under way."),
              Word("completed", .completed, "Succeeded."), Word("failed", .failed, "Failed."),
            ]), "How it stands; executing unless said otherwise.", \.status),
          Key("text", .template, "What people read.", \.text),
          Key("thought", .template, "The reasoning shown beside it.", \.thought),
          Key("result", .json, "What came of it.", \.result),
        ]
      ).declaration,
    ])
}

extension Declaration where Value == Step.Attachment {
  /// Media that is sent.
  static let attached: Declaration<Step.Attachment> = .either(
    "media objects",
    [
      media.map { Step.Attachment(media: $0) },
      Record(
        "media", from: Step.Attachment(media: []),
        [
          Key("media", media, required: true, "Media objects, sent as they are.", \.media),
          Key("text", .template, "The text that goes with them.", \.text),
        ]
      ).declaration,
    ])

  private static let media = Declaration<[JSON]>.list(
    of: .jsonMapping, "media objects such as { url: /media/cat.png, contentType: image }",
    atLeast: 1)
}

extension Declaration where Value == Step.Emission {
  /// An event of any name.
  static let emission = Record(
    "an event", from: Step.Emission(event: "", arguments: []),
    [
      Key("event", .filled, required: true, "The event's name.", \.event),
      Key("data", .anyTemplate, "Its only argument; text in it may be templates.") {
        $0.arguments.append($1)
      },
      Key(
        "args", Declaration<[JSONTemplate]>.list(of: .anyTemplate, "arguments"),
        "Its arguments; text in them may be templates."
      ) { $0.arguments += $1 },
      Key(
        "to",
        .word([
          Word("room", .room, "Everybody in the message's room."),
          Word("socket", .socket, "The socket the message came by."),
          Word("all", .all, "Every socket."),
        ]), "Who gets it; the room unless said otherwise.", \.audience),
    ]
  ) { _, node, reading in
    guard node["data"] != nil, node["args"] != nil else { return true }
    reading.error("an event has either 'data' or 'args'", at: node.place)
    return false
  }.declaration
}

extension Declaration where Value == Step.Breakdown {
  /// How an agent breaks down.
  static let breakdown: Declaration<Step.Breakdown> = .either(
    "a message, or { socket: …, rest: 503 }",
    [
      Declaration<ReplyTemplate>.template.map { Step.Breakdown(socket: $0) },
      Record(
        "an error", from: Step.Breakdown(),
        [
          Key("socket", .template, "The text of the messageError event and of the log.", \.socket),
          Key(
            "rest", .integer(400...599), "The status with which a waiting caller is answered.",
            \.rest
          ),
        ]
      ).declaration,
    ])
}
