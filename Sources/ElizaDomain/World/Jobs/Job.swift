public import ElizaModel

/// A question that is asked once and whose answer is fetched later.
///
/// Made and removed through `World`.
public final class Job {
  /// The id.
  public let id: String
  /// The agent asked.
  public let agentID: String
  /// Who asks.
  public let userID: String
  /// The channel made for it.
  public let channelID: String
  /// The question.
  public let prompt: String
  /// What its maker attached; an empty object when nothing.
  public let metadata: StoredJSON
  /// When it was made.
  public let createdAt: Timestamp
  /// Until when the agent may answer.
  public let expiresAt: Timestamp
  /// Its place among all jobs of the world, by creation.
  public let sequence: UInt64

  /// How far it has come.
  public internal(set) var status = JobStatus.processing
  /// The agent's answer.
  public internal(set) var answer: StoredMessage?
  /// When the answer came.
  public internal(set) var answeredAt: Timestamp?
  /// Why there will be no answer.
  public internal(set) var error: String?

  /// The wait for the answer, while it goes on.
  var timeout: WorldClock.Token?
  /// The bytes the world has counted for it.
  var countedBytes: Int

  init(_ draft: JobDraft, id: String, channelID: String, at now: Timestamp, sequence: UInt64) {
    self.id = id
    self.channelID = channelID
    self.sequence = sequence
    agentID = draft.agentID
    userID = draft.userID
    prompt = draft.prompt
    metadata = draft.metadata
    createdAt = now
    expiresAt = now.advanced(by: draft.timeout)
    countedBytes = 512 &+ draft.prompt.utf8.count &+ draft.metadata.bytes.count
  }
}
