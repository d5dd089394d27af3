public import JSON

/// The wish to create a session: `POST /api/messaging/sessions`.
public struct SessionCreation: JSONRepresentable {
  /// The agent that shall answer; needed by servers.
  public var agentID: String?
  /// The user; needed by servers.
  public var userID: String?
  /// What the user attaches; stored as it is.
  public var metadata: JSON?
  /// How long the session shall live; servers take any value and correct it.
  public var timeoutConfig: JSON?

  /// Makes a wish.
  public init(
    agentID: String? = nil, userID: String? = nil, metadata: JSON? = nil, timeoutConfig: JSON? = nil
  ) {
    self.agentID = agentID
    self.userID = userID
    self.metadata = metadata
    self.timeoutConfig = timeoutConfig
  }

  /// What the JSON looks like.
  public static let schema = Schema.openObject(
    .needed("agentId", .uuid), .needed("userId", .uuid), .optional("metadata", .anyObject),
    .optional(
      "timeoutConfig",
      .openObject(
        .optional("timeoutMinutes", .number), .optional("autoRenew", .boolean),
        .optional("maxDurationMinutes", .number), .optional("warningThresholdMinutes", .number))))

  /// Reads any object; an id that is no text counts as missing.
  public init?(json: JSON) {
    guard let object = json.objectValue else { return nil }
    self.init(
      agentID: object.text("agentId"), userID: object.text("userId"), metadata: object["metadata"],
      timeoutConfig: object["timeoutConfig"])
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("agentId", agentID)
    output.appendJSONMember("userId", userID)
    output.appendJSONMember("metadata", metadata)
    output.appendJSONMember("timeoutConfig", timeoutConfig)
    output.endJSONObject()
  }
}
