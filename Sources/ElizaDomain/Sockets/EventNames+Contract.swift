import ElizaModel
import JSON

extension EventNames.Known {
  /// What the event carries; nil where a profile does not understand it.
  func contract(_ profile: Profile) -> EventContract? {
    switch self {
    case .message: .client(.message, "An envelope: a join, a send", envelopes(profile))
    case .join: .client(.join, "A join without an envelope", .part(JoinPayload.self))
    case .send: .client(.send, "A send without an envelope", .part(SendPayload.self))
    case .subscribeLogs: .client(.subscribeLogs, "The client wants log entries", nil)
    case .unsubscribeLogs: .client(.unsubscribeLogs, "The client wants no more log entries", nil)
    case .updateLogFilters:
      .client(
        .updateLogFilters, "The client chooses its log entries",
        .openObject(.optional("level", .text), .optional("agentName", .text)))
    case .namedJoin: named("join", "A join as some documents have it", profile)
    case .namedLeave: named("leave", "The end of a join, as some documents have it", profile)
    }
  }

  private func named(_ name: String, _ summary: String, _ profile: Profile) -> EventContract? {
    guard profile.isLenient else { return nil }
    return .client(
      EventName(name), summary, .either([.text, .part(JoinPayload.self)]))
  }

  private func envelopes(_ profile: Profile) -> Schema {
    var envelopes: [(SocketMessageType, Schema)] = [
      (.roomJoining, .part(JoinPayload.self)), (.sendMessage, .part(SendPayload.self)),
    ]
    if profile.isLenient {
      envelopes += [
        (.message, .anyObject), (.acknowledgement, .anyObject), (.thinking, .anyObject),
        (.control, .anyObject),
      ]
    }
    return .either(
      envelopes.map { type, payload in
        .openObject(.needed("type", .constant(JSON(type.rawValue))), .needed("payload", payload))
      })
  }
}
