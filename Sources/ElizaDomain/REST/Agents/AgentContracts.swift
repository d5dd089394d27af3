import ElizaModel
import JSON

/// What the routes of agents promise.
enum AgentContracts {
  static func list(_ profile: Profile) -> Contract {
    Contract(
      "Lists the agents, running ones first", tier: .everyFrontend, section: "8.1",
      gives: .ok(
        Schema.data(AgentList.self).adding(
          profile.extra([.optional("agents", .list(.part(AgentSummary.self)))]))))
  }

  static let info = Contract(
    "Shows an agent with its character", tier: .everyFrontend, section: "8.2",
    gives: .ok(.data(AgentBody.self)), refuses: .coded(400, 404))

  static let create = Contract(
    "Makes an agent of a character", tier: .webClient, section: "8.3",
    takes: .json(
      .either([
        .openObject(.needed("agent", character)),
        .openObject(.needed("characterJson", character)),
      ])),
    gives: .created(.data(AgentCreated.self)), refuses: .coded(400), .handler(500))

  static let update = Contract(
    "Changes an agent's character", tier: .webClient, section: "8.4",
    takes: .optionalJSON(.anyObject),
    gives: .ok(
      .data(
        .either([
          .part(AgentBody.self), .object(.needed("status", .constant("inactive"))),
        ]))),
    refuses: .coded(400, 500))

  static let delete = Contract(
    "Removes an agent", tier: .webClient, section: "8.5", gives: .noContent,
    refuses: .coded(400, 404))

  static let start = Contract(
    "Starts an agent", tier: .webClient, section: "8.6", gives: .ok(.data(AgentStarted.self)),
    refuses: .coded(400, 404, 500))

  static let stop = Contract(
    "Stops an agent, which answers no more", tier: .webClient, section: "8.6",
    gives: .ok(.data(.object(.needed("message", .text)))), refuses: .coded(400, 404))

  /// The least of a character that makes an agent.
  private static let character = Schema.openObject(
    .optional("id", .uuid), .needed("name", .filled),
    .needed("bio", .either([.text, .list(.text)])))
}
