import ElizaModel

/// What the routes of channels promise.
enum ChannelContracts {
  static let list = Contract(
    "Lists every channel; no real server does", tier: .rare, section: "13",
    gives: .ok(.data(ChannelList.self)))

  static func create(_ profile: Profile) -> Contract {
    Contract(
      "Makes a channel with participants", tier: .everyFrontend, section: "4.5",
      takes: .body(ElizaModel.ChannelCreation.self),
      gives: .created(
        Schema.data(
          Schema.part(ChannelBody.self).adding(
            profile.extra([.optional("channel", .part(ChannelBody.self))]))
        )
        .adding(profile.extra([.optional("id", .text), .optional("channelId", .text)]))),
      refuses: .text(400, 403, 500), .handler(500))
  }

  static let createRaw = Contract(
    "Makes a bare channel, as up to 1.6.4", tier: .rare, section: "4.6",
    takes: .json(
      .openObject(
        .needed("serverId", .uuid), .needed("name", .filled), .needed("type", .filled),
        .optional("sourceType", .text), .optional("sourceId", .text), .optional("topic", .text),
        .optional("description", .text), .optional("metadata", .anyObject))),
    gives: .created(.data(ChannelCreated.self)), refuses: .text(400, 500), .handler(500))

  static let direct = Contract(
    "Finds or makes the direct channel of two participants", tier: .everyFrontend,
    section: "4.7",
    query: [
      .needed("currentUserId", .uuid), .needed("targetUserId", .uuid),
      .optional("dmServerId", .text),
    ],
    gives: .ok(.data(ChannelBody.self)), refuses: .text(400))

  static func post(_ profile: Profile) -> Contract {
    Contract(
      "Posts a user's message", tier: .everyFrontend, section: "4.2",
      takes: .body(MessagePost.self), gives: .created(ChannelMessageAnswer.self),
      .replyEvents(profile), refuses: .text(400, 403, 500), .handler(500))
  }

  private static let history: [QueryParameter] = [
    .optional("limit", .integer), .optional("before", .either([.integer, .date])),
  ]

  static func messages(_ profile: Profile) -> Contract {
    let extras: [Field] = [
      .optional("author_id", .text), .optional("source_type", .text),
    ]
    let message = Schema.part(CentralMessage.self).adding(profile.extra(extras))
    return Contract(
      "Lists the messages of a channel, newest first", tier: .everyFrontend, section: "4.3",
      query: history,
      gives: .ok(.data(.object(.needed("messages", .list(message))))), refuses: .text(400))
  }

  static let details = Contract(
    "Shows a channel", tier: .everyFrontend, section: "4.8", gives: .ok(.data(ChannelBody.self)),
    refuses: .text(400, 404))

  static let participants = Contract(
    "Lists the participants of a channel", tier: .everyFrontend, section: "4.8",
    gives: .ok(.data(IDList.self)), refuses: .text(400))

  static let agents = Contract(
    "Lists the participants of a channel with its id", tier: .webClient, section: "4.9",
    gives: .ok(.data(ChannelParticipants.self)), refuses: .text(400))

  static let addAgent = Contract(
    "Adds an agent to a channel", tier: .webClient, section: "4.9",
    takes: .json(.openObject(.needed("agentId", .uuid))),
    gives: .created(.data(AgentMembership.self)), refuses: .text(400, 404), .handler(500))

  static let removeAgent = Contract(
    "Removes an agent from a channel", tier: .webClient, section: "4.9",
    gives: .ok(.data(AgentMembership.self)), refuses: .text(400, 404))

  static let update = Contract(
    "Changes name, participants or metadata of a channel", tier: .webClient, section: "4.10",
    takes: .body(ChannelChange.self), gives: .ok(.data(ChannelBody.self)),
    refuses: .text(400, 500), .handler(500))

  static let delete = Contract(
    "Removes a channel with its messages", tier: .webClient, section: "4.10", gives: .noContent,
    refuses: .text(400))

  static let clear = Contract(
    "Removes all messages of a channel", tier: .webClient, section: "4.10", gives: .noContent,
    refuses: .text(400))

  static let deleteMessage = Contract(
    "Removes a message", tier: .webClient, section: "4.10", gives: .noContent,
    refuses: .text(400))

  static let title = Contract(
    "Makes up a title from what was said", tier: .webClient, section: "4.12",
    query: history,
    takes: .json(.openObject(.needed("agentId", .uuid))),
    gives: .ok(.data(ChannelTitle.self)), refuses: .text(400, 404))
}
