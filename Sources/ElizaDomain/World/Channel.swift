public import ElizaModel
import JSON
public import OrderedCollections

/// A place where participants talk.
///
/// Made and removed through `World`; a class, since rooms, sessions and messages refer to it.
public final class Channel {
  /// The id, which is also the name of its socket room.
  public let id: String
  /// The message server it belongs to.
  public let messageServerID: String
  /// When it came to be.
  public let createdAt: Timestamp
  /// Its place among all channels of the world, by creation.
  public let sequence: UInt64

  /// The name shown to people: the channel of a session is called after it until it is renamed.
  public internal(set) var name: String {
    get { knownName ?? sessionID.map { Channel.sessionPrefix + $0 } ?? "" }
    set { knownName = newValue }
  }
  /// The kind, such as `DM` or `GROUP`; free text.
  public internal(set) var type: String
  /// How it came to be, such as `auto_created`; nil when it was asked for.
  public var sourceType: String? { origin?.sourceType }
  /// Its id at the place it comes from.
  public var sourceID: String? { origin?.sourceID }
  /// What it is about.
  public var topic: String? { origin?.topic }
  /// What its maker attached.
  public internal(set) var metadata: StoredJSON? {
    get {
      if let make = metadataToMake {
        metadataToMake = nil
        knownMetadata = session.flatMap(make)
      }
      return knownMetadata
    }
    set {
      metadataToMake = nil
      metadataAgent = .unread
      knownMetadata = newValue
    }
  }

  /// The session it was made for, which may be over.
  public var sessionID: String? { session?.id }

  /// Users and agents, in the order they were added.
  public internal(set) var participants: OrderedSet<String>
  /// When it was last changed.
  public internal(set) var updatedAt: Timestamp

  /// The messages kept, oldest first.
  public internal(set) var messages = MessageLog()

  private static let sessionPrefix = "session-"

  private var knownName: String?
  private var knownMetadata: StoredJSON?
  private var metadataToMake: ((Session) -> StoredJSON?)?
  private let session: Session?
  /// Nil for the channels of sessions, of which there are most: their memory is kept small.
  private let origin: ChannelOrigin?

  /// Whether it has been removed from the world.
  public internal(set) var isDeleted = false

  /// The job that waits for an answer here.
  var job: Job?
  /// Whose direct channel it is.
  var directKey: DirectChannelKey? {
    get { origin?.directKey }
    set { origin?.directKey = newValue }
  }
  /// The bytes the world has counted for it.
  var countedBytes = 0
  private var metadataAgent = MetadataAgent.unread

  private enum MetadataAgent {
    case unread
    case read(String?)
  }

  init(_ draft: ChannelDraft, id: String, at now: Timestamp, sequence: UInt64) {
    self.id = id
    self.messageServerID = draft.messageServerID
    self.knownName = draft.name
    self.session = nil
    self.origin = ChannelOrigin(draft)
    self.type = draft.type
    self.knownMetadata = draft.metadata
    self.participants = OrderedSet(draft.participants)
    self.createdAt = now
    self.updatedAt = now
    self.sequence = sequence
  }

  /// Makes the channel that a session gets for itself.
  ///
  /// `participants` is its agent alone.
  init(of session: Session, participants: OrderedSet<String>, sequence: UInt64) {
    self.id = session.channelID
    self.messageServerID = Identifier.defaultMessageServer
    self.session = session
    self.origin = nil
    self.type = "DM"
    self.participants = participants
    self.createdAt = session.createdAt
    self.updatedAt = session.createdAt
    self.sequence = sequence
  }

  /// Sets the metadata to what `make` answers when somebody first looks, which few do.
  func setMetadata(_ make: @escaping (Session) -> StoredJSON?) {
    metadataToMake = make
    metadataAgent = .unread
  }

  /// Makes the metadata now, before what they are made of changes.
  func settleMetadata() { _ = metadata }

  /// Keeps a message and lets the oldest go when there are more than `limit`.
  func append(_ message: StoredMessage, keeping limit: Int) -> StoredMessage? {
    messages.append(message, keeping: limit)
  }
}

extension Channel {
  /// The agent that its metadata names, read once however many messages ask.
  func agentInMetadata(_ document: inout JSONDocument) -> String? {
    if case .read(let id) = metadataAgent { return id }
    let id = readAgent(&document)
    metadataAgent = .read(id)
    return id
  }

  /// The bytes of what its maker and others attached to it.
  var attachedBytes: Int {
    let texts = nameByteCount + type.utf8.count + (topic?.utf8.count ?? 0)
    let source = (sourceType?.utf8.count ?? 0) + (sourceID?.utf8.count ?? 0)
    return texts + source + (metadata?.bytes.count ?? 0)
      + participants.reduce(0) { $0 + $1.utf8.count }
  }

  /// The bytes of the name, which is not made to count them.
  private var nameByteCount: Int {
    knownName?.utf8.count
      ?? sessionID.map { Channel.sessionPrefix.utf8.count + $0.utf8.count } ?? 0
  }

  private func readAgent(_ document: inout JSONDocument) -> String? {
    guard let bytes = metadata?.bytes, bytes.count > 2 else { return nil }
    guard (try? document.parse(bytes.span)) != nil else { return nil }
    let node =
      document.member("forAgent", of: document.root)
      ?? document.member("agentId", of: document.root)
    return node.flatMap { document.string(of: $0) }
  }
}
