/// A channel that people talk in.
final class Place {
  /// How the channel comes to be.
  enum Origin {
    /// With a session of its only user.
    case session
    /// By a request that names its participants.
    case created
    /// By the first message that names it.
    case firstMessage
  }

  let origin: Origin
  /// The agents that answer there, the one that is addressed first.
  let agentIDs: [String]

  /// The channel's id, once it is known.
  var channelID: String?
  /// The session's id, once it is known.
  var sessionID: String?
  /// How many people come there.
  var visitorCount = 0
  /// Whether somebody is about to create it.
  var isBeingCreated = false

  init(_ origin: Origin, agentIDs: [String], channelID: String? = nil) {
    self.origin = origin
    self.agentIDs = agentIDs
    self.channelID = channelID
  }
}
