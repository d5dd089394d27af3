/// A job about to be made.
public struct JobDraft: Sendable {
  /// The agent to ask.
  public var agentID: String
  /// Who asks.
  public var userID: String
  /// The question.
  public var prompt: String
  /// What its maker attached: an object or an array.
  public var metadata: StoredJSON
  /// How long the agent may take.
  public var timeout: Duration

  /// Makes a draft; agents of real servers get half a minute.
  public init(
    agentID: String, userID: String, prompt: String, metadata: StoredJSON = .emptyObject,
    timeout: Duration = .seconds(30)
  ) {
    self.agentID = agentID
    self.userID = userID
    self.prompt = prompt
    self.metadata = metadata
    self.timeout = timeout
  }
}
