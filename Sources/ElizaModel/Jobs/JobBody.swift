public import JSON

/// A job as it stands: `GET /api/messaging/jobs/:jobId`.
public struct JobBody: JSONRepresentable {
  /// The id.
  public var jobID: String
  /// How far it has come.
  public var status: JobStatus
  /// The agent asked.
  public var agentID: String
  /// Who asks.
  public var userID: String
  /// The question.
  public var prompt: String
  /// When it was made.
  public var createdAt: Timestamp
  /// Until when the agent may answer.
  public var expiresAt: Timestamp
  /// The answer, once there is one.
  public var result: JobResult?
  /// Why there will be no answer.
  public var error: String?
  /// What its maker attached; an object or an array.
  public var metadata: JSON

  /// Makes a job without an outcome.
  public init(
    jobID: String, status: JobStatus, agentID: String, userID: String, prompt: String,
    createdAt: Timestamp, expiresAt: Timestamp, metadata: JSON = [:]
  ) {
    self.jobID = jobID
    self.status = status
    self.agentID = agentID
    self.userID = userID
    self.prompt = prompt
    self.createdAt = createdAt
    self.expiresAt = expiresAt
    self.metadata = metadata
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("jobId", .uuid), .needed("status", JobStatus.schema), .needed("agentId", .text),
    .needed("userId", .text), .needed("prompt", .text), .needed("createdAt", .milliseconds),
    .needed("expiresAt", .milliseconds), .optional("result", .part(JobResult.self)),
    .optional("error", .text), .needed("metadata", .either([.anyObject, .list(.any)])))

  /// Reads a job; all but result, error and metadata is needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let jobID = object.text("jobId"),
      let status = object.text("status").flatMap(JobStatus.init),
      let agentID = object.text("agentId"), let userID = object.text("userId"),
      let prompt = object.text("prompt"), let createdAt = object.moment("createdAt"),
      let expiresAt = object.moment("expiresAt")
    else { return nil }
    self.init(
      jobID: jobID, status: status, agentID: agentID, userID: userID, prompt: prompt,
      createdAt: createdAt, expiresAt: expiresAt, metadata: object["metadata"] ?? [:])
    result = object.part("result")
    error = object.text("error")
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("jobId", jobID)
    output.appendJSONMember("status", status.rawValue)
    output.appendJSONMember("agentId", agentID)
    output.appendJSONMember("userId", userID)
    output.appendJSONMember("prompt", prompt)
    output.appendJSONMember("createdAt", milliseconds: createdAt)
    output.appendJSONMember("expiresAt", milliseconds: expiresAt)
    output.appendJSONMember("result", part: result)
    output.appendJSONMember("error", error)
    output.appendJSONMember("metadata", metadata)
    output.endJSONObject()
  }
}
