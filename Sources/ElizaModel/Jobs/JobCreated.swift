public import JSON

/// The answer to `POST /api/messaging/jobs`.
public struct JobCreated: JSONRepresentable {
  /// The id to ask for the result with.
  public var jobID: String
  /// How far it has come.
  public var status: JobStatus
  /// When it was made.
  public var createdAt: Timestamp
  /// Until when the agent may answer.
  public var expiresAt: Timestamp

  /// Makes an answer.
  public init(jobID: String, status: JobStatus, createdAt: Timestamp, expiresAt: Timestamp) {
    self.jobID = jobID
    self.status = status
    self.createdAt = createdAt
    self.expiresAt = expiresAt
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("jobId", .uuid), .needed("status", JobStatus.schema),
    .needed("createdAt", .milliseconds), .needed("expiresAt", .milliseconds))

  /// Reads an answer; all fields are needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let jobID = object.text("jobId"),
      let status = object.text("status").flatMap(JobStatus.init),
      let createdAt = object.moment("createdAt"), let expiresAt = object.moment("expiresAt")
    else { return nil }
    self.init(jobID: jobID, status: status, createdAt: createdAt, expiresAt: expiresAt)
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("jobId", jobID)
    output.appendJSONMember("status", status.rawValue)
    output.appendJSONMember("createdAt", milliseconds: createdAt)
    output.appendJSONMember("expiresAt", milliseconds: expiresAt)
    output.endJSONObject()
  }
}
