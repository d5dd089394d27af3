import ElizaModel

/// What the routes promise by which a server speaks of itself.
enum ServerContracts {
  static let healthz = Contract(
    "Says that the server lives", tier: .everyFrontend, section: "11",
    gives: .ok(ServerHealth.self))

  static let health = Contract(
    "Says how the server is; 503 while no agent runs", tier: .everyFrontend, section: "11",
    gives: .ok(ServerHealth.self), .json(503, .part(ServerHealth.self)))

  static let serverHealth = Contract(
    "Says how the server is; 503 while no agent runs", tier: .everyFrontend, section: "11",
    gives: .ok(ServerHealth.self), .json(503, .part(ServerHealth.self)))

  static let ping = Contract(
    "Answers", tier: .everyFrontend, section: "11", gives: .ok(ServerPing.self))

  static let hello = Contract(
    "Greets", tier: .webClient, section: "11", gives: .ok(.object(.needed("message", .text))))

  static let status = Contract(
    "Says how many agents run", tier: .webClient, section: "11", gives: .ok(ServerStatus.self))

  static let messageServers = Contract(
    "Lists the message servers for debugging", tier: .rare, section: "11",
    gives: .ok(
      Outcome.self,
      adding: [
        .needed("servers", .list(.part(MessageServerBody.self))), .needed("count", .integer),
      ]))

  static let version = Contract(
    "Names the version", tier: .everyFrontend, section: "11", gives: .ok(ServerVersion.self))

  static let stop = Contract(
    "Ends the server", tier: .rare, section: "11",
    gives: .ok(.object(.needed("message", .text))))

  static let logs = Contract(
    "Lists the latest lines of the server's log", tier: .webClient, section: "11.1",
    query: [
      .optional("since", .milliseconds), .optional("level", .text),
      .optional("agentName", .text), .optional("agentId", .text), .optional("limit", .integer),
    ],
    gives: .ok(LogList.self))

  static let clearLogs = Contract(
    "Empties the server's log", tier: .webClient, section: "11",
    gives: .ok(.object(.needed("status", .text), .needed("message", .text))))

  static let environment = Contract(
    "Shows the local environment, which is empty at first", tier: .webClient, section: "11",
    gives: .ok(.data(.anyObject)))

  static let setEnvironment = Contract(
    "Replaces the local environment", tier: .webClient, section: "11",
    takes: .json(.openObject(.needed("content", .anyObject))), gives: .ok(Outcome.self),
    refuses: .coded(400))

  static let config = Contract(
    "Says whether a key is needed", tier: .webClient, section: "11",
    gives: .ok(.data(.object(.needed("requiresAuth", .boolean)))))
}
