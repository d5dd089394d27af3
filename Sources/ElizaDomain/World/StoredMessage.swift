public import ElizaModel

/// A message as a channel keeps it.
public struct StoredMessage: Hashable, Sendable {
  /// What came with the text, as cheap to keep as its origin allows.
  public enum Body: Hashable, Sendable {
    /// The whole payload of a socket's send and the socket it came from; raw message and metadata are
    /// derived when somebody reads them.
    case socket(payload: StoredJSON, socketID: String)
    /// Raw message and metadata as given.
    case parts(raw: StoredJSON?, metadata: StoredJSON?)
  }

  /// The id.
  public let id: String
  /// The user or agent who wrote it.
  public var authorID: String
  /// What it says.
  public var content: MessageContent
  /// What came with it.
  public var body: Body
  /// What kind of message it is, such as `client_chat` or `agent_response`.
  public var sourceType: String?
  /// Its id at the place it comes from.
  public var sourceID: String?
  /// The message it answers.
  public var inReplyTo: String?
  /// When it was stored.
  public let createdAt: Timestamp
  /// When it was last changed.
  public var updatedAt: Timestamp

  /// Its place among all messages of the world; grows by one with each.
  public let sequence: UInt64

  init(_ draft: MessageDraft, id: String, at now: Timestamp, sequence: UInt64) {
    self.id = id
    self.authorID = draft.authorID
    self.content = draft.content
    self.body = draft.body
    self.sourceType = draft.sourceType
    self.sourceID = draft.sourceID
    self.inReplyTo = draft.inReplyTo
    self.createdAt = now
    self.updatedAt = now
    self.sequence = sequence
  }

  /// Whether an agent wrote it as an answer.
  public var isAgentReply: Bool { sourceType == MessageSource.agentResponse }
}
