/// A rule of real servers that the mock lets a client break.
///
/// An open set: every part that is lenient somewhere adds its own.
public struct Leniency: Hashable, Sendable {
  /// The name under which findings are counted.
  public let id: String
  /// What a real server would have done, with its reason.
  public let message: String

  /// Names a rule.
  public init(id: String, message: String) {
    self.id = id
    self.message = message
  }

  /// The message server was left out.
  public static let missingMessageServer = Leniency(
    id: "missing-message-server",
    message: "1.7.2 would refuse this send: messageServerId is missing")
  /// The message server came under its old name only.
  public static let legacyMessageServerName = Leniency(
    id: "legacy-message-server-name",
    message: "1.7.2 would refuse this send: it reads messageServerId, not serverId")
  /// The agent id belongs to nobody.
  public static let unknownAgent = Leniency(
    id: "unknown-agent",
    message: "1.7.2 would answer 404: no agent with this id is running")
  /// The agent was never added to the channel.
  public static let agentNotParticipant = Leniency(
    id: "agent-not-participant",
    message: "1.7.2 would stay silent: the agent is not a participant of this channel")
  /// The room is called by a session's id.
  public static let sessionRoom = Leniency(
    id: "session-room",
    message: "1.7.2 would keep this room apart: it is named by the session, not by its channel")
  /// The id is not a UUID.
  public static let freeFormID = Leniency(
    id: "free-form-id",
    message: "1.7.2 would refuse this request: an id is not a UUID")
  /// The message server exists nowhere.
  public static let unknownMessageServer = Leniency(
    id: "unknown-message-server",
    message: "1.7.2 would refuse this send: its message server does not exist")
  /// A preflight asks for a header that real servers do not allow.
  static let preflightHeader = Leniency(
    id: "preflight-header",
    message: "1.7.2 would make browsers block this request: it allows no such header")
  /// The API key comes as a bearer token.
  static let bearerKey = Leniency(
    id: "bearer-key",
    message: "1.7.2 would answer 401: it takes the key as X-API-KEY, not as a bearer token")
  /// A channel is made under an id its maker chose.
  static let chosenChannelID = Leniency(
    id: "chosen-channel-id",
    message: "1.7.2 would give this channel an id of its own and ignore the one sent")
  /// A channel is made without saying who takes part.
  static let missingParticipants = Leniency(
    id: "missing-participants",
    message: "1.7.2 would refuse this channel: participantCentralUserIds is missing")
  /// An agent is added to a channel nobody made.
  static let unknownChannel = Leniency(
    id: "unknown-channel",
    message: "1.7.2 would answer 404: this channel does not exist")
  /// A user's message comes through the agents' door.
  static let userSubmission = Leniency(
    id: "user-submission",
    message: "1.7.2 would store this as an agent's message and nobody would answer it")
}
