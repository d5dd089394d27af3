public import JSON

/// A stored message as the routes of channels show it.
public struct CentralMessage: JSONRepresentable {
  /// The id.
  public var id: String
  /// The channel.
  public var channelID: String
  /// The user or agent who wrote it.
  public var authorID: String
  /// What it says: nearly always text, but servers store any value.
  public var content: JSON
  /// The message in full, as it was posted.
  public var rawMessage: JSON?
  /// What kind of message it is, such as `client_chat` or `agent_response`.
  public var sourceType: String?
  /// Its id at the place it comes from.
  public var sourceID: String?
  /// What came with it.
  public var metadata: JSON?
  /// The message it answers.
  public var inReplyTo: String?
  /// When it was stored.
  public var createdAt: Timestamp
  /// When it was last changed.
  public var updatedAt: Timestamp
  /// The fields that show as `null` when they have no value, instead of being left out.
  public var nullFields: NullFields
  /// Whether both times show once more, in milliseconds: only in lists.
  public var repeatsTimes: Bool

  /// Fields that may show as `null`.
  public struct NullFields: OptionSet, Hashable, Sendable {
    /// One bit a field.
    public let rawValue: UInt8

    /// Makes a set of bits.
    public init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    /// `inReplyToRootMessageId`: in lists and in the answer to the update of an action.
    public static let inReplyTo = NullFields(rawValue: 1)
    /// `sourceId`: in the answer to the update of an action, up to 1.6.5.
    public static let sourceID = NullFields(rawValue: 2)
  }

  /// Makes a message without extras, in the form it has in a list or alone.
  public init(
    id: String, channelID: String, authorID: String, content: JSON, createdAt: Timestamp,
    updatedAt: Timestamp, isListed: Bool = false
  ) {
    self.id = id
    self.channelID = channelID
    self.authorID = authorID
    self.content = content
    self.createdAt = createdAt
    self.updatedAt = updatedAt
    nullFields = isListed ? .inReplyTo : []
    repeatsTimes = isListed
  }
}
