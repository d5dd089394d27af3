public import ElizaModel

/// A message as a channel keeps it; it never changes, a changed one takes its place.
///
/// A class, so that whoever handles it on its way shares one allocation.
public final class StoredMessage: Sendable {
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
  /// When it was stored.
  public let createdAt: Timestamp
  /// When it was last changed.
  public let updatedAt: Timestamp
  /// Its place among all messages of the world; grows by one with each.
  public let sequence: UInt64

  /// The user or agent who wrote it.
  public let authorID: String
  /// What came with it.
  public let body: Body
  /// What kind of message it is, such as `client_chat` or `agent_response`.
  public let sourceType: String?
  /// Its id at the place it comes from.
  public let sourceID: String?
  /// The message it answers.
  public let inReplyTo: String?

  private let text: Text

  /// What it says, or where in a socket's payload that stands: few messages are ever read.
  enum Text {
    case known(MessageContent)
    case sent(Range<Int>)
  }

  init(
    id: String, authorID: String, text: Text, body: Body, sourceType: String?,
    sourceID: String?, inReplyTo: String?, createdAt: Timestamp, sequence: UInt64
  ) {
    self.id = id
    self.authorID = authorID
    self.text = text
    self.body = body
    self.sourceType = sourceType
    self.sourceID = sourceID
    self.inReplyTo = inReplyTo
    self.createdAt = createdAt
    self.updatedAt = createdAt
    self.sequence = sequence
  }

  init(_ old: StoredMessage, changed change: MessageChange, at now: Timestamp) {
    id = old.id
    authorID = change.authorID ?? old.authorID
    text = change.content.map { .known($0) } ?? old.text
    body = old.body.changed(raw: change.raw, metadata: change.metadata)
    sourceType = change.sourceType ?? old.sourceType
    sourceID = old.sourceID
    inReplyTo = change.inReplyTo ?? old.inReplyTo
    createdAt = old.createdAt
    updatedAt = now
    sequence = old.sequence
  }

  /// About how many bytes of memory it takes.
  var byteCount: Int {
    let overhead = 256
    return overhead &+ text.byteCount &+ body.byteCount
  }

  /// What it says.
  public var content: MessageContent {
    switch text {
    case .known(let content): content
    case .sent(let range): body.content(at: range)
    }
  }

  /// Whether an agent wrote it as an answer.
  public var isAgentReply: Bool { sourceType == MessageSource.agentResponse }
}

extension StoredMessage: Hashable {
  /// Whether both are the same message in the same state.
  public static func == (left: StoredMessage, right: StoredMessage) -> Bool { left === right }

  /// Feeds the identity.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(self))
  }
}

extension StoredMessage.Body {
  fileprivate var byteCount: Int {
    switch self {
    case .socket(let payload, _): payload.bytes.count
    case .parts(let raw, let metadata):
      (raw?.bytes.count ?? 0) &+ (metadata?.bytes.count ?? 0)
    }
  }

  fileprivate func content(at range: Range<Int>) -> MessageContent {
    guard case .socket(let payload, _) = self else { return .other(.emptyObject) }
    return MessageContent(StoredJSON(compact: Array(payload.bytes[range])).value)
  }

  /// What a socket sent stays as it was sent.
  fileprivate func changed(raw: StoredJSON?, metadata: StoredJSON?) -> StoredMessage.Body {
    guard case .parts(let oldRaw, let oldMetadata) = self else { return self }
    return .parts(raw: raw ?? oldRaw, metadata: metadata ?? oldMetadata)
  }
}

extension StoredMessage.Text {
  fileprivate var byteCount: Int {
    switch self {
    case .known(.text(let text)): text.utf8.count
    case .known(.other(let value)): value.bytes.count
    case .sent: 0
    }
  }
}
