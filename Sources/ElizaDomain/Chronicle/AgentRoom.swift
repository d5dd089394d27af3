import ElizaModel

/// A room as an agent has it: its side of a channel, or one that a client made for it.
struct AgentRoom {
  /// The agent-side id.
  let id: String
  /// Whose room it is.
  let agentID: String
  /// The name shown to people.
  var name: String
  /// The channel it belongs to; nil for none.
  var channelID: String?
  /// The message server it belongs to; nil for none.
  var messageServerID: String?
  /// The agent-side id of its message server.
  var worldID: String
  /// The name of its world; nil when it is not known.
  var worldName: String?
  /// The kind, such as `GROUP` or `DM`.
  var type: String
  /// Where it comes from.
  var source: String
  /// What its maker attached.
  var metadata: StoredJSON?
  /// When it came to be.
  var createdAt: Timestamp

  /// The bytes of what its maker gave it.
  var byteCount: Int {
    let texts: [String?] = [
      id, agentID, name, channelID, messageServerID, worldID, worldName, type, source,
    ]
    return texts.reduce(metadata?.bytes.count ?? 0) { $0 + ($1?.utf8.count ?? 0) }
  }
}
