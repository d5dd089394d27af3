public import ElizaModel

/// The session of a conversation.
public enum SessionState: Hashable, Sendable {
  /// There is none yet.
  case none
  /// It is being made.
  case starting
  /// It is there.
  case active(Details)
  /// The server knows it no more.
  case expired
  /// The user has ended it.
  case ended
  /// It could not be made, for this reason.
  case failed(SessionError)

  /// What is known about a session.
  public struct Details: Hashable, Sendable {
    /// The id.
    public var id: String
    /// The channel made for it; nil when the server does not tell.
    public var channelID: String?
    /// The agent that answers.
    public var agentID: String
    /// The user.
    public var userID: String
    /// When it was made, by the clock of the server.
    public var createdAt: Timestamp
    /// When it ends unless it is renewed; nil when it does not.
    public var expiresAt: Timestamp?

    /// The room that its messages go through: the channel, or what stands for it at older servers.
    public var room: String { channelID ?? id }
  }

  /// What is known about the session while it is active.
  public var details: Details? {
    if case .active(let details) = self { details } else { nil }
  }
}
