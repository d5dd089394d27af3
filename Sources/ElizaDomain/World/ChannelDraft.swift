public import ElizaModel

/// A channel about to be made.
public struct ChannelDraft: Sendable {
  /// The id it must get; nil for one coined by the world.
  public var id: String?
  /// The message server it belongs to.
  public var messageServerID: String
  /// The name shown to people.
  public var name: String
  /// The kind, such as `DM` or `GROUP`.
  public var type: String
  /// How it came to be.
  public var sourceType: String?
  /// Its id at the place it comes from.
  public var sourceID: String?
  /// What it is about.
  public var topic: String?
  /// What its maker attached.
  public var metadata: StoredJSON?
  /// Users and agents, in order; repeated ids count once.
  public var participants: [String]

  /// Makes a draft.
  public init(
    id: String? = nil, messageServerID: String = Identifier.defaultMessageServer, name: String,
    type: String, sourceType: String? = nil, sourceID: String? = nil, topic: String? = nil,
    metadata: StoredJSON? = nil, participants: [String] = []
  ) {
    self.id = id
    self.messageServerID = messageServerID
    self.name = name
    self.type = type
    self.sourceType = sourceType
    self.sourceID = sourceID
    self.topic = topic
    self.metadata = metadata
    self.participants = participants
  }
}
