/// What an id is the id of, told by where it first appears.
enum IdentifierKind {
  /// The kind that a key such as `sessionId`, `author_id` or `participantCentralUserIds` tells; nil when it tells none.
  static func named(by key: String) -> String? {
    let letters = key.lowercased().utf8.filter { 0x61...0x7A ~= $0 }
    var stem = String(decoding: letters, as: UTF8.self)
    for ending in ["ids", "id"] where stem.hasSuffix(ending) && stem.utf8.count > ending.utf8.count
    {
      stem.removeLast(ending.utf8.count)
      return kind(of: stem)
    }
    return collections[stem]
  }

  /// The kind that the segment before an id in a path tells; nil when it tells none.
  static func inPath(after segment: String) -> String? {
    collections[segment.lowercased().replacing("-", with: "").replacing("central", with: "")]
  }

  /// Whether any text under the key is an id, not only a UUID.
  static func takesAnyText(_ key: String) -> Bool {
    switch key {
    case "messageId", "clientMessageId", "socketId", "sid": true
    default: false
    }
  }

  private static func kind(of stem: String) -> String {
    if let known = stems[stem] { return known }
    for (ending, kind) in endings where stem.hasSuffix(ending) { return kind }
    return stem.utf8.count <= 16 ? stem : "id"
  }

  private static let stems = [
    "s": "socket", "socket": "socket", "entity": "user", "sender": "user", "author": "user",
    "owner": "user", "source": "source", "messageserver": "server", "inreplyto": "message",
  ]

  private static let endings = [
    ("message", "message"), ("user", "user"), ("agent", "agent"), ("channel", "channel"),
    ("session", "session"), ("server", "server"), ("room", "room"), ("world", "world"),
    ("entity", "user"), ("job", "job"), ("run", "run"),
  ]

  private static let collections = [
    "agents": "agent", "sessions": "session", "channels": "channel", "messages": "message",
    "servers": "server", "messageservers": "server", "jobs": "job", "rooms": "room",
    "worlds": "world", "entities": "user", "users": "user", "participants": "user",
    "memories": "memory", "runs": "run", "usermessage": "message", "message": "message",
    "messagebroadcast": "message", "session": "session", "agent": "agent", "channel": "channel",
    "logs": "log", "dm": "channel",
  ]
}
