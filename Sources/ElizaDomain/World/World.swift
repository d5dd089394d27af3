import ElizaModel
public import HostInterface
import JSON
public import OrderedCollections

/// Everything the server knows: agents, message servers, channels, messages and sessions.
///
/// Plain memory, owned by the loop thread. Looking something up by id, storing a message and touching
/// a session cost the same however much there is.
public final class World {
  /// Scenario time.
  public let clock: WorldClock
  /// Where ids come from.
  public internal(set) var ids: WorldIDs
  /// Which server is being played.
  public let profile: Profile
  /// How many messages are kept.
  public let retention: Retention
  /// What sessions may ask for.
  public let sessionLimits: SessionLimits
  /// The latest lines of the server's own log.
  public let log: ServerLog
  /// The replies that wait to be released.
  public let holds: Holds
  /// What leniency let pass.
  public let findings: Findings
  /// How often things happened.
  public let tallies = Tallies()

  /// Where events for sockets go; nil while nobody is connected to the world.
  public weak var outlet: (any RealtimeOutlet)?
  /// Called when a client asks the server to stop.
  public var onStopRequested: (() -> Void)?
  /// The sockets there are; nil while nobody is connected to the world.
  public weak var connections: (any RealtimeConnections)?
  /// Called when a chat session was made, or has ended.
  public var onSessionChange: ((Session, SessionChange) -> Void)?
  /// Who answers; nil when nobody does.
  public weak var pipeline: (any AgentPipeline)?

  /// The agents by id, in the order they were added.
  public internal(set) var agents: OrderedDictionary<String, Agent> = [:]
  /// The agents that were made up when somebody first used their ids.
  var madeUpAgents: OrderedDictionary<String, Agent> = [:]
  /// The ids of the agents that were deleted last, in lower case.
  var deletedAgents: OrderedSet<String> = []
  /// The message servers by id, in the order they were added.
  public internal(set) var messageServers: OrderedDictionary<String, MessageServer> = [:]
  /// The channels by id.
  public internal(set) var channels = IdentifierTable<Channel>()
  /// The sessions by id.
  public internal(set) var sessions = IdentifierTable<Session>()

  /// The jobs by id.
  public internal(set) var jobs: [String: Job] = [:]

  /// The worlds of agents by id, in the order they were made.
  var agentWorlds: OrderedDictionary<String, AgentWorld> = [:]
  /// What stands in the server's `.env` file, which is nowhere but here.
  var localEnvironment: JSONObject = [:]

  /// What the agents did.
  public let chronicle: Chronicle
  /// The files that were uploaded.
  public internal(set) var media: MediaStore

  /// Who takes part in the channel that was last made for a session: its agent.
  var soleParticipant: OrderedSet<String> = []
  var directChannels: [DirectChannelKey: String] = [:]
  var channelAges = Seniority<Channel>()
  var sessionAges = Seniority<Session>()
  var jobAges = Seniority<Job>()
  var jobStatistics = JobStatistics()
  var messageIndex = MessageIndex()
  private(set) var messageCount: UInt64 = 0
  var channelCount: UInt64 = 0
  var sessionCount: UInt64 = 0
  var jobCount: UInt64 = 0
  var isSweepScheduled = false
  var isJobSweepScheduled = false

  /// Makes a world with the default message server and nobody in it.
  public init(
    profile: Profile, clock: WorldClock, random: RandomSource, retention: Retention = Retention(),
    sessionLimits: SessionLimits = SessionLimits()
  ) {
    self.profile = profile
    self.clock = clock
    self.ids = WorldIDs(random: random)
    self.retention = retention
    self.sessionLimits = sessionLimits
    self.holds = Holds(clock: clock)
    self.findings = Findings(clock: clock)
    self.log = ServerLog(limit: profile.logLineLimit)
    self.chronicle = Chronicle(retention)
    self.media = MediaStore(retention)
    add(
      MessageServer(
        id: Identifier.defaultMessageServer, name: "Default Server",
        sourceType: "eliza_default", createdAt: clock.now))
  }

  /// The sequence number of the next message.
  func nextSequence() -> UInt64 {
    messageCount &+= 1
    return messageCount
  }

  /// Adds or replaces a message server.
  public func add(_ server: MessageServer) {
    messageServers[server.id] = server
  }
}
