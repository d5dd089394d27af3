public import JSON

/// How the jobs go: `GET /api/messaging/jobs/health`.
public struct JobHealth: JSONRepresentable {
  /// When the report was made.
  public var timestamp: Timestamp
  /// How many jobs there are.
  public var totalJobs: Int
  /// How many jobs stand where; no entry means none.
  public var statusCounts: [JobStatus: Int]
  /// What has come of them.
  public var metrics: JobMetrics
  /// The most jobs there can be.
  public var maxJobs: Int

  /// Makes a report.
  public init(
    timestamp: Timestamp, totalJobs: Int, statusCounts: [JobStatus: Int], metrics: JobMetrics,
    maxJobs: Int
  ) {
    self.timestamp = timestamp
    self.totalJobs = totalJobs
    self.statusCounts = statusCounts
    self.metrics = metrics
    self.maxJobs = maxJobs
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("healthy", .constant(true)), .needed("timestamp", .milliseconds),
    .needed("totalJobs", .integer),
    .needed(
      "statusCounts",
      .members(JobStatus.allCases.map { .needed($0.rawValue, .integer) }, others: .none)),
    .needed("metrics", .part(JobMetrics.self)), .needed("maxJobs", .integer))

  /// Reads a report; all fields are needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let timestamp = object.moment("timestamp"),
      let totalJobs = object.integer("totalJobs"),
      let counts = object["statusCounts"]?.objectValue,
      let metrics: JobMetrics = object.part("metrics"), let maxJobs = object.integer("maxJobs")
    else { return nil }
    var statusCounts: [JobStatus: Int] = [:]
    for status in JobStatus.allCases { statusCounts[status] = counts.integer(status.rawValue) }
    self.init(
      timestamp: timestamp, totalJobs: totalJobs, statusCounts: statusCounts, metrics: metrics,
      maxJobs: maxJobs)
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("healthy", true)
    output.appendJSONMember("timestamp", milliseconds: timestamp)
    output.appendJSONMember("totalJobs", totalJobs)
    output.appendJSONMember("statusCounts", counts)
    output.appendJSONMember("metrics", part: metrics)
    output.appendJSONMember("maxJobs", maxJobs)
    output.endJSONObject()
  }

  private var counts: JSON {
    var counts: JSONObject = [:]
    for status in JobStatus.allCases { counts[status.rawValue] = JSON(statusCounts[status] ?? 0) }
    return .object(counts)
  }
}
