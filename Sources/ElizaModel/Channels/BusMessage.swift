public import JSON

/// A message in the form of the message bus: what posts are answered with.
public struct BusMessage: JSONRepresentable {
  /// The id.
  public var id: String
  /// The channel.
  public var channelID: String
  /// The message server, under its older name.
  public var serverID: String?
  /// The message server, under its newer name (since 1.6.5).
  public var messageServerID: String?
  /// Who wrote it.
  public var authorID: String
  /// What it says: nearly always text.
  public var content: JSON
  /// When it was stored.
  public var createdAt: Timestamp
  /// What kind of message it is.
  public var sourceType: String?
  /// Its id at the place it comes from.
  public var sourceID: String?
  /// The message in full, as it was posted.
  public var rawMessage: JSON?
  /// What came with it.
  public var metadata: JSON?
  /// The name of who wrote it.
  public var authorDisplayName: String?
  /// The message it answers.
  public var inReplyTo: String?

  /// Makes a message without extras.
  public init(id: String, channelID: String, authorID: String, content: JSON, createdAt: Timestamp)
  {
    self.id = id
    self.channelID = channelID
    self.authorID = authorID
    self.content = content
    self.createdAt = createdAt
  }
}
