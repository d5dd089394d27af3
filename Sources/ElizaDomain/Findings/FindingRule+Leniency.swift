/// What a lenient profile lets pass in requests and messages.
extension FindingRule {
  /// The message server was left out.
  public static let missingMessageServer = FindingRule(
    id: "missing-message-server",
    title: "1.7.2 would refuse this send: messageServerId is missing",
    advice: "Send messageServerId (serverId up to 1.6.4); the usual one is the UUID of zeros.",
    reference: "Socket.IO contract §4.2: messageServerId is required, else messageError")
  /// The message server came under its old name only.
  public static let legacyMessageServerName = FindingRule(
    id: "legacy-message-server-name",
    title: "1.7.2 would refuse this send: it reads messageServerId, not serverId",
    advice:
      "Send messageServerId as well; servers up to 1.6.4 read serverId and pass over the other.",
    reference: "Socket.IO contract §4.2: the other spelling alone is rejected")
  /// The message server came under its new name only, to a server that reads the old one.
  static let currentMessageServerName = FindingRule(
    id: "current-message-server-name",
    title: "1.4.2 and 1.6.4 refuse this send: they read serverId, not messageServerId",
    advice: "Send serverId as well; servers from 1.6.5 on pass over it.",
    reference: "Socket.IO contract §4.2: the other spelling alone is rejected")
  /// The agent id belongs to nobody.
  public static let unknownAgent = FindingRule(
    id: "unknown-agent",
    title: "1.7.2 would answer 404: no agent with this id is running",
    advice: "Take the id of a running agent from GET /api/agents.",
    reference: "HTTP contract §3.3: an agent that does not run is answered with 404")
  /// The agent was never added to the channel.
  public static let agentNotParticipant = FindingRule(
    id: "agent-not-participant",
    title: "1.7.2 would stay silent: the agent is not a participant of this channel",
    advice: "Use a session's channelId, or add the agent with POST …/channels/ID/agents {agentId}.",
    reference: "Socket.IO contract §4.2: without a second participant no agent will answer")
  /// The room is called by a session's id.
  public static let sessionRoom = FindingRule(
    id: "session-room",
    title: "1.7.2 would keep this room apart: it is named by the session, not by its channel",
    advice: "Join and send with the channelId that POST /api/messaging/sessions answers.",
    reference: "Socket.IO contract §4.1: a join names a channel, and nothing checks that it exists")
  /// The id is not a UUID.
  public static let freeFormID = FindingRule(
    id: "free-form-id",
    title: "1.7.2 would refuse this request: an id is not a UUID",
    advice: "Make ids with crypto.randomUUID(), or take those the server answers.",
    reference: "Socket.IO contract §4.2: channelId, senderId and messageServerId are UUIDs")
  /// The message server exists nowhere.
  public static let unknownMessageServer = FindingRule(
    id: "unknown-message-server",
    title: "1.7.2 would refuse this send: its message server does not exist",
    advice: "Take the id from GET /api/messaging/message-servers, or send the UUID of zeros.",
    reference: "Socket.IO contract §4.2: an unknown message server is a messageError")
  /// A preflight asks for a header that real servers do not allow.
  static let preflightHeader = FindingRule(
    id: "preflight-header",
    title: "1.7.2 would make browsers block this request: it allows no such header",
    advice: "Send no headers but Content-Type, Authorization and X-API-KEY.",
    reference: "HTTP contract §1.3: only Content-Type, Authorization and X-API-KEY are allowed")
  /// The API key comes as a bearer token.
  static let bearerKey = FindingRule(
    id: "bearer-key",
    title: "1.7.2 would answer 401: it takes the key as X-API-KEY, not as a bearer token",
    advice: "Send the key in the header X-API-KEY.",
    reference: "HTTP contract §1.4: the header X-API-KEY must equal the key")
  /// A channel is made under an id its maker chose.
  static let chosenChannelID = FindingRule(
    id: "chosen-channel-id",
    title: "1.7.2 would give this channel an id of its own and ignore the one sent",
    advice: "Use the id in the answer.",
    reference: "HTTP contract §4.5: the server makes the id")
  /// A channel is made without saying who takes part.
  static let missingParticipants = FindingRule(
    id: "missing-participants",
    title: "1.7.2 would refuse this channel: participantCentralUserIds is missing",
    advice: "Send participantCentralUserIds with the ids of the user and of the agent.",
    reference: "HTTP contract §4.5: participantCentralUserIds is required")
  /// An agent is added to a channel nobody made.
  static let unknownChannel = FindingRule(
    id: "unknown-channel",
    title: "1.7.2 would answer 404: this channel does not exist",
    advice: "Make the channel or a session first, and use the id in the answer.",
    reference: "HTTP contract §4.9: an unknown channel is answered with 404")
  /// A user's message comes through the agents' door.
  static let userSubmission = FindingRule(
    id: "user-submission",
    title: "1.7.2 would store this as an agent's message and nobody would answer it",
    advice: "Send over the socket, or POST /api/messaging/channels/ID/messages.",
    reference: "HTTP contract §6.1: /submit is where agents hand in their replies")
}
