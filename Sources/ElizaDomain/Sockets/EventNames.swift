import JSON

/// The events that clients send, and what people call them by mistake.
enum EventNames {
  /// An event that is understood.
  enum Known: CaseIterable {
    case message
    case join
    case send
    case subscribeLogs
    case unsubscribeLogs
    case updateLogFilters
    /// Documented once, understood by no released server: in the lenient profile only.
    case namedJoin
    /// As `namedJoin`.
    case namedLeave
  }

  /// The event that `node` names, as a text or, as clients may, as a number.
  static func known(_ document: JSONDocument, _ node: JSONDocument.Node) -> Known? {
    if document.matches(node, "message") { return .message }
    if document.matches(node, "1") || document.integer(of: node) == 1 { return .join }
    if document.matches(node, "2") || document.integer(of: node) == 2 { return .send }
    if document.matches(node, "join") { return .namedJoin }
    if document.matches(node, "leave") { return .namedLeave }
    if document.matches(node, "subscribe_logs") { return .subscribeLogs }
    if document.matches(node, "unsubscribe_logs") { return .unsubscribeLogs }
    if document.matches(node, "update_log_filters") { return .updateLogFilters }
    return nil
  }

  /// What the sender of an unknown event probably wants, in words for a log.
  static func meant(by name: String) -> String? {
    let bare = name.lowercased().filter { $0.isLetter || $0.isNumber }
    if let match = hints.first(where: { bare.contains($0.key) }) { return match.value }
    return nil
  }

  /// Parts of names that were seen in the wild, the telling ones first.
  private static let hints: KeyValuePairs<String, String> = [
    "unsubscribe": "'unsubscribe_logs'",
    "filter": "'update_log_filters'",
    "log": "'subscribe_logs'",
    "leave": "nothing: a room is left by disconnecting",
    "room": join, "join": join, "channel": join, "subscribe": join,
    "typing": "'message' with {type: 5, payload: {channelId, …}}",
    "think": "'message' with {type: 5, payload: {channelId, …}}",
    "ack": "'message' with {type: 4, payload: {messageId, …}}",
    "seen": "'message' with {type: 4, payload: {messageId, …}}",
    "history": "GET /api/messaging/central-channels/ID/messages",
    "world": "GET /api/agents/ID/worlds",
    "session": "POST /api/messaging/sessions",
    "action": "nothing: actions arrive as 'messageBroadcast' with source agent_action",
    "message": send, "msg": send, "chat": send, "send": send, "say": send, "prompt": send,
  ]

  private static let join = "'message' with {type: 1, payload: {channelId, entityId}}"
  private static let send =
    "'message' with {type: 2, payload: {channelId, senderId, message, messageServerId}}"
}
