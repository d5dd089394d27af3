import ElizaModel

/// What the routes of sessions promise since 1.5.
enum SessionContracts {
  static func create(_ profile: Profile) -> Contract {
    Contract(
      "Opens a session with an agent", tier: .everyFrontend, section: "3.3",
      takes: .body(SessionCreation.self),
      gives: .created(SessionCreated.self, adding: profile.extra([.optional("id", .text)])),
      refuses: .session(400, 404))
  }

  static let list = Contract(
    "Lists the sessions that have not expired", tier: .webClient, section: "3.9",
    gives: .ok(SessionList.self))

  static let health = Contract(
    "Says how many sessions there are", tier: .webClient, section: "3.9",
    gives: .ok(SessionHealth.self))

  static let info = Contract(
    "Shows a session", tier: .everyFrontend, section: "3.4", gives: .ok(SessionInfo.self),
    refuses: .session(404, 410, 500))

  static let delete = Contract(
    "Ends a session", tier: .everyFrontend, section: "3.8", gives: .ok(Outcome.self),
    refuses: .session(404, 500))

  static let renew = Contract(
    "Prolongs a session", tier: .everyFrontend, section: "3.8", gives: .ok(SessionInfo.self),
    refuses: .session(400, 404, 410, 500))

  static let heartbeat = Contract(
    "Keeps a session alive", tier: .everyFrontend, section: "3.8", gives: .ok(SessionInfo.self),
    refuses: .session(404, 410, 500))

  static let setTimeout = Contract(
    "Changes how long a session lives", tier: .everyFrontend, section: "3.8",
    takes: .json(
      .openObject(
        .optional("timeoutMinutes", .number), .optional("autoRenew", .boolean),
        .optional("maxDurationMinutes", .number),
        .optional("warningThresholdMinutes", .number))),
    gives: .ok(SessionInfo.self), refuses: .session(400, 404, 410, 500))

  static func send(_ profile: Profile) -> Contract {
    Contract(
      "Sends a message to the agent", tier: .everyFrontend, section: "3.5",
      takes: .body(SessionMessageCreation.self), gives: .created(SessionMessageAnswer.self),
      .replyEvents(profile), refuses: .session(400, 404, 410, 500), .text(500))
  }

  static let messages = Contract(
    "Lists what was said, newest first", tier: .everyFrontend, section: "3.7",
    query: [
      .optional("limit", .integer), .optional("before", .either([.integer, .date])),
      .optional("after", .either([.integer, .date])),
    ],
    gives: .ok(SessionMessagePage.self), refuses: .session(400, 404, 410, 500))
}
