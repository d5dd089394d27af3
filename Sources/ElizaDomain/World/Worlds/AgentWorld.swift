public import ElizaModel

/// What an agent takes for a world: a place its rooms belong to.
public struct AgentWorld: Hashable, Sendable {
  /// The id.
  public let id: String
  /// The agent it belongs to.
  public let agentID: String
  /// The name shown to people.
  public var name: String
  /// What its maker attached; nil for nothing.
  public var metadata: StoredJSON?
  /// The message server it stands for, or whatever its maker called one.
  public let messageServerID: String?
  /// When it came to be.
  public let createdAt: Timestamp

  /// Describes a world.
  public init(
    id: String, agentID: String, name: String, metadata: StoredJSON? = nil,
    messageServerID: String? = nil, createdAt: Timestamp
  ) {
    self.id = id
    self.agentID = agentID
    self.name = name
    self.metadata = metadata
    self.messageServerID = messageServerID
    self.createdAt = createdAt
  }

  /// The bytes of what its maker gave it.
  var byteCount: Int {
    name.utf8.count + (metadata?.bytes.count ?? 0) + (messageServerID?.utf8.count ?? 0)
  }
}
