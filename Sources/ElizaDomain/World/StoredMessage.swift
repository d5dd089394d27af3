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

  private let draft: MessageDraft

  init(_ draft: MessageDraft, id: String, at now: Timestamp, sequence: UInt64) {
    self.draft = draft
    self.id = id
    self.createdAt = now
    self.updatedAt = now
    self.sequence = sequence
  }

  init(_ old: StoredMessage, changed change: MessageChange, at now: Timestamp) {
    draft = old.draft.changed(change)
    id = old.id
    createdAt = old.createdAt
    updatedAt = now
    sequence = old.sequence
  }

  /// The user or agent who wrote it.
  public var authorID: String { draft.authorID }
  /// What it says.
  public var content: MessageContent { draft.content }
  /// What came with it.
  public var body: Body { draft.body }
  /// What kind of message it is, such as `client_chat` or `agent_response`.
  public var sourceType: String? { draft.sourceType }
  /// Its id at the place it comes from.
  public var sourceID: String? { draft.sourceID }
  /// The message it answers.
  public var inReplyTo: String? { draft.inReplyTo }

  /// The bytes of its text and of what came with it.
  var byteCount: Int { content.byteCount + body.byteCount }

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
    case .parts(let raw, let metadata): (raw?.bytes.count ?? 0) + (metadata?.bytes.count ?? 0)
    }
  }
}
