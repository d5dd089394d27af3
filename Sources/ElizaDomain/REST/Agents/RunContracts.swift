import ElizaModel

/// What the routes promise that tell what agents did.
enum RunContracts {
  static let panels = Contract(
    "Lists the panels of an agent's plugins; there are none", tier: .webClient, section: "8.8",
    gives: .ok(.data(.list(.object(.needed("name", .text), .needed("path", .text))))),
    refuses: .coded(400, 404))

  static let logs = Contract(
    "Lists an agent's log, newest first", tier: .webClient, section: "8.9",
    query: [
      .optional("roomId", .uuid), .optional("type", .text), .optional("count", .integer),
      .optional("offset", .integer), .optional("excludeTypes", .text),
    ],
    gives: .ok(.data(.list(.part(AgentLogBody.self)))), refuses: .coded(400, 404, 500))

  static let deleteLog = Contract(
    "Removes an entry of an agent's log", tier: .webClient, section: "8.9", gives: .noContent,
    refuses: .coded(400, 404))

  static let list = Contract(
    "Lists an agent's runs, newest first", tier: .webClient, section: "8.10",
    query: [
      .optional("roomId", .uuid), .optional("status", .text), .optional("limit", .integer),
      .optional("from", .integer), .optional("to", .integer),
    ],
    gives: .ok(
      .data(
        .object(
          .needed("runs", .list(.part(RunBody.self))), .needed("total", .integer),
          .needed("hasMore", .boolean)))),
    refuses: .coded(400, 404))

  static let details = Contract(
    "Shows a run with its events", tier: .webClient, section: "8.10",
    query: [.optional("roomId", .uuid)],
    gives: .ok(
      .data(
        .object(
          .needed("summary", .part(RunBody.self)),
          .needed(
            "events",
            .list(
              .object(
                .needed("type", .text), .needed("timestamp", .milliseconds),
                .needed("data", .anyObject))))))),
    refuses: .coded(400, 404))
}
