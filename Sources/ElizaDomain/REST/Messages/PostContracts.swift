import ElizaModel

/// What the routes promise by which agents outside of the server speak.
enum PostContracts {
  static func submit(_ profile: Profile) -> Contract {
    Contract(
      "Takes what an agent says", tier: .webClient, section: "6.1",
      takes: .body(AgentPost.self), gives: .created(stored(profile)),
      refuses: .text(400, 500), .handler(500))
  }

  static func startAction(_ profile: Profile) -> Contract {
    Contract(
      "Takes the beginning of an agent's action", tier: .webClient, section: "6.2",
      takes: .body(AgentPost.self), gives: .created(stored(profile)),
      refuses: .text(400, 500), .handler(500))
  }

  static let updateAction = Contract(
    "Takes the progress of an agent's action", tier: .webClient, section: "6.2",
    takes: .optionalJSON(
      .openObject(
        .optional("content", .text), .optional("source_type", .text),
        .optional("author_id", .uuid), .optional("in_reply_to_message_id", .uuid),
        .optional("raw_message", .anyObject), .optional("metadata", .anyObject))),
    gives: .ok(.data(CentralMessage.self)), refuses: .text(400, 404))

  static let ingest = Contract(
    "Takes a user's message from another platform", tier: .rare, section: "6.3",
    takes: .json(
      .openObject(
        .needed("channel_id", .uuid), .needed("message_server_id", .uuid).only(.current),
        .needed("server_id", .uuid).only(.legacy), .needed("author_id", .uuid),
        .needed("content", .filled), .optional("author_display_name", .text),
        .optional("source_type", .text), .optional("source_id", .text),
        .optional("in_reply_to_message_id", .uuid), .optional("raw_message", .anyObject),
        .optional("metadata", .anyObject))),
    gives: .json(
      202,
      Schema.part(Outcome.self).adding([
        .needed("data", .object(.needed("messageId", .text)))
      ])),
    refuses: .text(400, 500))

  static let complete = Contract(
    "Tells a room that the agent has finished, as up to 1.4.2", tier: .rare, section: "6.4",
    takes: .json(
      .openObject(
        .needed("channel_id", .uuid), .needed("message_server_id", .uuid).only(.current),
        .needed("server_id", .uuid).only(.legacy))),
    gives: .ok(Outcome.self), refuses: .text(400))

  private static func stored(_ profile: Profile) -> Schema {
    .data(
      Schema.part(CentralMessage.self).adding(
        profile.extra([.optional("message", .part(CentralMessage.self))])))
  }
}
