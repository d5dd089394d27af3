public import ElizaModel
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

  /// The name shown to people.
  public internal(set) var name: String
  /// The kind, such as `DM` or `GROUP`; free text.
  public internal(set) var type: String
  /// How it came to be, such as `auto_created`; nil when it was asked for.
  public internal(set) var sourceType: String?
  /// Its id at the place it comes from.
  public internal(set) var sourceID: String?
  /// What it is about.
  public internal(set) var topic: String?
  /// What its maker attached.
  public internal(set) var metadata: StoredJSON?
  /// Users and agents, in the order they were added.
  public internal(set) var participants: OrderedSet<String>
  /// When it was last changed.
  public internal(set) var updatedAt: Timestamp

  /// The messages kept, oldest first.
  public internal(set) var messages = MessageLog()

  /// Whether it has been removed from the world.
  public internal(set) var isDeleted = false

  init(_ draft: ChannelDraft, id: String, at now: Timestamp, sequence: UInt64) {
    self.id = id
    self.messageServerID = draft.messageServerID
    self.name = draft.name
    self.type = draft.type
    self.sourceType = draft.sourceType
    self.sourceID = draft.sourceID
    self.topic = draft.topic
    self.metadata = draft.metadata
    self.participants = OrderedSet(draft.participants)
    self.createdAt = now
    self.updatedAt = now
    self.sequence = sequence
  }

  /// Keeps a message and lets the oldest go when there are more than `limit`.
  func append(_ message: StoredMessage, keeping limit: Int) -> StoredMessage? {
    messages.append(message, keeping: limit)
  }
}
