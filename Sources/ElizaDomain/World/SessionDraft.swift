/// A session about to be made.
public struct SessionDraft: Sendable {
  /// The agent that answers.
  public var agentID: String
  /// The user.
  public var userID: String
  /// What the user attached.
  public var metadata: StoredJSON
  /// How long the session lives.
  public var timeout: SessionTimeout
  /// The id it has elsewhere already; nil makes one up.
  public var id: String?
  /// The id its channel has elsewhere already; nil makes one up.
  public var channelID: String?

  /// Makes a draft.
  public init(
    agentID: String, userID: String, metadata: StoredJSON = .emptyObject,
    timeout: SessionTimeout = SessionTimeout()
  ) {
    self.agentID = agentID
    self.userID = userID
    self.metadata = metadata
    self.timeout = timeout
  }
}
