import Bytes
public import JSON

/// The answer to the creation of a session.
public struct SessionCreated: JSONRepresentable {
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
  /// What the user attached; `{}` when nothing.
  public var metadata: JSON?
  /// When it expires (since 1.5).
  public var expiresAt: Timestamp?
  /// How long it lives (since 1.5).
  public var timeoutConfig: TimeoutConfig?

  /// Makes an answer.
  public init(
    sessionID: String, channelID: String? = nil, agentID: String, userID: String,
    createdAt: Timestamp, metadata: JSON? = nil, expiresAt: Timestamp? = nil,
    timeoutConfig: TimeoutConfig? = nil
  ) {
    self.sessionID = sessionID
    self.channelID = channelID
    self.agentID = agentID
    self.userID = userID
    self.createdAt = createdAt
    self.metadata = metadata
    self.expiresAt = expiresAt
    self.timeoutConfig = timeoutConfig
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("sessionId", .text), .optional("channelId", .text), .needed("agentId", .text),
    .needed("userId", .text), .needed("createdAt", .date), .optional("metadata", .any),
    .optional("expiresAt", .date), .optional("timeoutConfig", .part(TimeoutConfig.self)))

  /// Reads an answer; the ids of session, agent and user and the time are needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let sessionID = object.text("sessionId"),
      let agentID = object.text("agentId"), let userID = object.text("userId"),
      let createdAt = object.moment("createdAt")
    else { return nil }
    self.init(
      sessionID: sessionID, channelID: object.text("channelId"), agentID: agentID, userID: userID,
      createdAt: createdAt, metadata: object["metadata"], expiresAt: object.moment("expiresAt"),
      timeoutConfig: object.part("timeoutConfig"))
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    append(to: &output) { $0.appendJSONMember("metadata", metadata) }
  }

  /// The value as compact JSON text, with `metadata` that are such a text already in place of its own.
  public func jsonBytes(metadata: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(SessionCreated.usualSize &+ metadata.count)
    append(to: &output) { output in
      output.appendJSONMember("metadata", ofAtMost: metadata.count) {
        $0.append(copying: metadata.span)
      }
    }
    return output
  }

  /// The bytes of an answer without metadata, about.
  private static let usualSize = 448

  private func append(to output: inout [UInt8], metadata: (inout [UInt8]) -> Void) {
    output.beginJSONObject()
    output.appendJSONMember("sessionId", sessionID)
    output.appendJSONMember("channelId", channelID)
    output.appendJSONMember("agentId", agentID)
    output.appendJSONMember("userId", userID)
    output.appendJSONMember("createdAt", date: createdAt)
    metadata(&output)
    output.appendJSONMember("expiresAt", date: expiresAt)
    output.appendJSONMember("timeoutConfig", part: timeoutConfig)
    output.endJSONObject()
  }
}
