import ElizaModel

/// What the routes of sessions promised up to 1.4.2.
enum LegacySessionContracts {
  static let create = Contract(
    "Opens a session with an agent", tier: .everyFrontend, section: "3.3",
    takes: .body(SessionCreation.self), gives: .created(SessionCreated.self),
    refuses: .bare(400, 404, 500))

  static let list = Contract(
    "Lists the sessions", tier: .webClient, section: "3.9", gives: .ok(SessionList.self))

  static let health = Contract(
    "Says how many sessions there are", tier: .webClient, section: "3.9",
    gives: .ok(SessionHealth.self))

  static let info = Contract(
    "Shows a session", tier: .everyFrontend, section: "3.4", gives: .ok(SessionInfo.self),
    refuses: .bare(404))

  static let delete = Contract(
    "Ends a session", tier: .everyFrontend, section: "3.8", gives: .ok(Outcome.self),
    refuses: .bare(404))

  static let send = Contract(
    "Sends a message to the agent", tier: .everyFrontend, section: "3.5",
    takes: .body(SessionMessageCreation.self), gives: .created(SentSessionMessage.self),
    refuses: .bare(400, 404, 500))

  static let messages = Contract(
    "Lists what was said, newest first", tier: .everyFrontend, section: "3.7",
    query: [
      .optional("limit", .integer), .optional("before", .integer), .optional("after", .integer),
    ],
    gives: .ok(SessionMessagePage.self), refuses: .bare(400, 404, 500))
}
