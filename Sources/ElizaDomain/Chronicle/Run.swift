public import ElizaModel
import JSON

/// What one agent did about one message, from the moment it began to work.
public final class Run {
  /// How a run stands.
  public enum Status: String, Sendable {
    /// The agent is at work.
    case started
    /// It is done, whether or not it said anything.
    case completed
    /// It failed.
    case error
  }

  /// The agent.
  public let agentID: String
  /// The message it is about.
  public let message: StoredMessage
  /// The name the message's author goes by.
  public let senderName: String?
  /// The channel the message stands in.
  public let channelID: String
  /// The message server of the channel.
  public let messageServerID: String
  /// When the agent began.
  public let startedAt: Timestamp

  /// How it stands.
  public private(set) var status = Status.started
  /// When it ended; nil while it is under way.
  public private(set) var endedAt: Timestamp?
  /// Why it failed.
  public private(set) var failure: String?
  /// What happened, in order.
  public private(set) var events: [RunEvent] = []
  /// What the agent remembers of it: the message, then its answers.
  public internal(set) var memories: [RunMemory]
  /// The log entries that were deleted, by their places in the run's log.
  var deletedLogs: Set<Int> = []

  /// The bytes the chronicle has counted for it.
  var countedBytes = 0
  private var knownID: String?
  private var knownLogIDs: [String] = []
  private let ids: WorldIDs

  init(_ prompt: AgentPrompt, at now: Timestamp, ids: WorldIDs) {
    let incoming = prompt.incoming
    agentID = prompt.agent.id
    message = incoming.message
    senderName = incoming.senderName
    channelID = incoming.channel.id
    messageServerID = incoming.channel.messageServerID
    startedAt = now
    memories = [RunMemory(.heard(incoming.message), at: incoming.message.createdAt)]
    self.ids = ids
  }

  /// The id, coined when somebody first asks for it.
  public var id: String {
    if let knownID { return knownID }
    let id = ids.next()
    knownID = id
    return id
  }

  /// The id of an entry of the run's log, coined when somebody first asks for it.
  func logID(_ place: Int) -> String {
    while knownLogIDs.count <= place { knownLogIDs.append(ids.next()) }
    return knownLogIDs[place]
  }

  /// The texts of the agent's answers.
  var replies: [String] {
    memories.compactMap { memory in
      if case .said(let reply, _) = memory.origin { reply.text } else { nil }
    }
  }

  /// Where the entry with this id stands in the run's log.
  func logPlace(_ id: String) -> Int? { knownLogIDs.firstIndex(of: id) }

  func note(_ kind: RunEvent.Kind, at now: Timestamp) {
    events.append(RunEvent(kind: kind, moment: now))
  }

  func remember(_ reply: AgentReply, id: String, at now: Timestamp) {
    memories.append(RunMemory(.said(reply, id: id), at: now))
  }

  func end(_ status: Status, failure: String? = nil, at now: Timestamp) {
    guard endedAt == nil else { return }
    self.status = status
    self.failure = failure
    endedAt = now
  }

  /// About how many bytes of memory it takes.
  var byteCount: Int {
    512 &+ memories.reduce(0) { $0 &+ $1.byteCount }
      &+ events.reduce(0) { $0 &+ $1.byteCount }
  }
}

extension RunEvent {
  fileprivate var byteCount: Int {
    switch kind {
    case .modelUsed, .actionStarted: 128
    case .actionCompleted(_, _, _, let result): 128 &+ result.serialized().count
    }
  }
}
