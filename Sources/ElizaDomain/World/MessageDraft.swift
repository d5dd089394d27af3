/// A message about to be stored.
public struct MessageDraft: Sendable {
  /// The id it must get; nil for one coined by the world.
  public var id: String?
  /// The user or agent who wrote it.
  public var authorID: String
  /// What it says.
  public var content: MessageContent
  /// What came with it.
  public var body: StoredMessage.Body
  /// What kind of message it is.
  public var sourceType: String?
  /// Its id at the place it comes from.
  public var sourceID: String?
  /// The message it answers.
  public var inReplyTo: String?

  /// Makes a draft without extras.
  public init(
    id: String? = nil, authorID: String, content: MessageContent, body: StoredMessage.Body,
    sourceType: String? = nil, sourceID: String? = nil, inReplyTo: String? = nil
  ) {
    self.id = id
    self.authorID = authorID
    self.content = content
    self.body = body
    self.sourceType = sourceType
    self.sourceID = sourceID
    self.inReplyTo = inReplyTo
  }
}
