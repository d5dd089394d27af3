public import JSON

/// A session as routes show it.
public struct SessionInfo: JSONRepresentable {
  /// The id.
  public var sessionID: String
  /// The channel made for the session (since 1.6.3).
  public var channelID: String?
  /// The agent that answers.
  public var agentID: String
  /// The user.
  public var userID: String
  /// When it came to be.
  public var createdAt: Timestamp
  /// When the user was last active.
  public var lastActivity: Timestamp
  /// What the user attached.
  public var metadata: JSON?
  /// When it expires.
  public var expiresAt: Timestamp?
  /// How long it lives.
  public var timeoutConfig: TimeoutConfig?
  /// How often it was prolonged.
  public var renewalCount: Int?
  /// Milliseconds until it expires, at least 0.
  public var timeRemaining: Int?
  /// Whether the end is nearer than the warning threshold.
  public var isNearExpiration: Bool?

  /// Makes the form of a session.
  public init(
    sessionID: String, channelID: String? = nil, agentID: String, userID: String,
    createdAt: Timestamp, lastActivity: Timestamp, metadata: JSON? = nil,
    expiresAt: Timestamp? = nil, timeoutConfig: TimeoutConfig? = nil, renewalCount: Int? = nil,
    timeRemaining: Int? = nil, isNearExpiration: Bool? = nil
  ) {
    self.sessionID = sessionID
    self.channelID = channelID
    self.agentID = agentID
    self.userID = userID
    self.createdAt = createdAt
    self.lastActivity = lastActivity
    self.metadata = metadata
    self.expiresAt = expiresAt
    self.timeoutConfig = timeoutConfig
    self.renewalCount = renewalCount
    self.timeRemaining = timeRemaining
    self.isNearExpiration = isNearExpiration
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("sessionId", .text), .optional("channelId", .text), .needed("agentId", .text),
    .needed("userId", .text), .needed("createdAt", .date), .needed("lastActivity", .date),
    .optional("metadata", .any), .optional("expiresAt", .date),
    .optional("timeoutConfig", .part(TimeoutConfig.self)), .optional("renewalCount", .integer),
    .optional("timeRemaining", .integer), .optional("isNearExpiration", .boolean))

  /// Reads a session; ids and times are needed, what 1.4.2 lacks is not.
  public init?(json: JSON) {
    guard let object = json.objectValue, let sessionID = object.text("sessionId"),
      let agentID = object.text("agentId"), let userID = object.text("userId"),
      let createdAt = object.moment("createdAt"), let lastActivity = object.moment("lastActivity")
    else { return nil }
    self.init(
      sessionID: sessionID, channelID: object.text("channelId"), agentID: agentID, userID: userID,
      createdAt: createdAt, lastActivity: lastActivity, metadata: object["metadata"],
      expiresAt: object.moment("expiresAt"), timeoutConfig: object.part("timeoutConfig"),
      renewalCount: object.integer("renewalCount"), timeRemaining: object.integer("timeRemaining"),
      isNearExpiration: object.flag("isNearExpiration"))
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("sessionId", sessionID)
    output.appendJSONMember("channelId", channelID)
    output.appendJSONMember("agentId", agentID)
    output.appendJSONMember("userId", userID)
    output.appendJSONMember("createdAt", date: createdAt)
    output.appendJSONMember("lastActivity", date: lastActivity)
    output.appendJSONMember("metadata", metadata)
    output.appendJSONMember("expiresAt", date: expiresAt)
    output.appendJSONMember("timeoutConfig", part: timeoutConfig)
    output.appendJSONMember("renewalCount", renewalCount)
    output.appendJSONMember("timeRemaining", timeRemaining)
    output.appendJSONMember("isNearExpiration", isNearExpiration)
    output.endJSONObject()
  }
}
