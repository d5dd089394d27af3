import ElizaModel

/// What the routes of message servers promise.
enum MessageServerContracts {
  static let list = Contract(
    "Lists the message servers", tier: .everyFrontend, section: "5",
    gives: .ok(.data(MessageServerList.self)))

  static let current = Contract(
    "Names the server's own message server", tier: .everyFrontend, section: "5",
    gives: .ok(.data(CurrentMessageServer.self)))

  static let channels = Contract(
    "Lists the channels of a message server", tier: .everyFrontend, section: "4.4",
    gives: .ok(.data(ChannelList.self)), refuses: .text(400))

  static let create = Contract(
    "Makes a message server", tier: .webClient, section: "5",
    takes: .json(
      .openObject(
        .needed("name", .filled), .needed("sourceType", .filled), .optional("sourceId", .text),
        .optional("metadata", .anyObject))),
    gives: .created(.data(MessageServerCreated.self)), refuses: .text(400, 500), .handler(500))

  static let agents = Contract(
    "Lists the agents that hear a message server", tier: .webClient, section: "5",
    gives: .ok(.data(MessageServerAgents.self)), refuses: .text(400, 403))

  static func addAgent(_ profile: Profile) -> Contract {
    Contract(
      "Lets an agent hear a message server", tier: .webClient, section: "5",
      takes: .json(.openObject(.needed("agentId", .uuid))),
      gives: .created(.data(membership(profile))),
      refuses: .text(400, 403, 500), .handler(500))
  }

  static func removeAgent(_ profile: Profile) -> Contract {
    Contract(
      "Lets an agent hear a message server no more", tier: .webClient, section: "5",
      gives: .ok(.data(membership(profile))), refuses: .text(400, 403))
  }

  static let ofAgent = Contract(
    "Lists the message servers that an agent hears", tier: .webClient, section: "5",
    gives: .ok(.data(AgentMessageServers.self)), refuses: .text(400))

  private static func membership(_ profile: Profile) -> Schema {
    Schema.part(AgentMembership.self).adding(profile.extra([.optional("serverId", .text)]))
  }
}
