import ElizaModel

/// What the events of a reply's stream carry, by the names of the events.
enum ReplyEvents {
  static func all(_ profile: Profile) -> [Field] {
    let type = profile.extra([.optional("type", .text)])
    return [
      .needed("user_message", .part(BusMessage.self)),
      .optional(
        "chunk",
        Schema.object(
          .optional("messageId", .text), .needed("chunk", .text), .needed("index", .integer)
        )
        .adding(profile.extra([.optional("text", .text)]) + type)),
      .optional("done", .anyObject),
      .optional("error", Schema.object(.needed("error", .text)).adding(type)),
    ]
  }
}
