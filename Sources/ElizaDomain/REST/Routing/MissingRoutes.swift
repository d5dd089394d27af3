import HTTP1

/// Routes that known clients or documents name although no server has them, and what to call instead.
enum MissingRoutes {
  private struct Entry {
    let methods: Set<HTTPMethod>?
    let pattern: RoutePattern
    let advice: String

    init(_ method: HTTPMethod?, _ path: String, _ advice: String) {
      methods = method.map { [$0] }
      pattern = RoutePattern(path)
      self.advice = advice
    }
  }

  private static let readMessages =
    "read messages with GET /api/messaging/channels/:channelId/messages."
  private static let listChannels =
    "list channels with GET /api/messaging/message-servers/:messageServerId/channels."
  private static let useChannels =
    "rooms are channels: POST /api/messaging/channels makes one, "
    + "GET /api/messaging/channels/:channelId/messages reads it."

  private static let entries: [Entry] = [
    Entry(
      .patch, "/api/messaging/messages/:id",
      "change an action's message with PATCH /api/messaging/action/:messageId."),
    Entry(nil, "/api/messaging/messages/:id", readMessages),
    Entry(.post, "/api/messaging/message-servers/:id/sync-channels", listChannels),
    Entry(.post, "/api/messaging/servers/:id/sync-channels", listChannels),
    Entry(
      .delete, "/api/messaging/message-servers/:id",
      "a message server stays; DELETE /api/messaging/message-servers/:messageServerId/agents/:agentId takes an agent off it."
    ),
    Entry(.get, "/api/messaging/channels", listChannels),
    Entry(.get, "/api/messaging/central-channels", listChannels),
    Entry(
      .post, "/api/messaging/complete",
      "servers since 1.5 have no such call; a reply is complete when it comes."),
    Entry(
      .post, "/api/audio/:agentId/speech",
      "make speech with POST /api/audio/:agentId/speech/generate."),
    Entry(
      .get, "/api/messaging/channels/:id/info",
      "GET /api/messaging/channels/:channelId/details says it."),
    Entry(
      .get, "/api/messaging/central-channels/:id/info",
      "GET /api/messaging/central-channels/:channelId/details says it."),
    Entry(
      nil, "/api/messaging/dm/:one/:other",
      "find or make a direct channel with GET /api/messaging/dm-channel?currentUserId=&targetUserId="
    ),
    Entry(nil, "/api/rooms", useChannels),
    Entry(nil, "/api/rooms/:id", useChannels),
    Entry(nil, "/api/rooms/:id/:part", useChannels),
    Entry(nil, "/api/logs", "the server's log is at GET /api/server/logs."),
    Entry(nil, "/api/tee", "the TEE router has no routes; GET /api/agents lists the agents."),
    Entry(nil, "/api/tee/:part", "the TEE router has no routes; GET /api/agents lists the agents."),
  ]

  /// What to call instead; nil when nobody is known to call this.
  static func advice(for method: HTTPMethod, path: Substring) -> String? {
    guard let parts = Router.parts(of: path), parts.count <= 6 else { return nil }
    return entries.first { $0.methods?.contains(method) != false && fits($0.pattern, parts) }
      .map { "No ElizaOS server has this route: " + $0.advice }
  }

  private static func fits(_ pattern: RoutePattern, _ parts: [Substring]) -> Bool {
    guard pattern.segments.count == parts.count else { return false }
    return zip(pattern.segments, parts).allSatisfy { segment, part in
      switch segment {
      case .parameter: true
      case .literal(let text): part.lowercased() == text
      }
    }
  }
}
