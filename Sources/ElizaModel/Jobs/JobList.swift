public import JSON

/// The jobs there are: `GET /api/messaging/jobs`.
public struct JobList: JSONRepresentable {
  /// The newest that were asked for, newest first.
  public var jobs: [JobBody]
  /// How many jobs there are in all.
  public var total: Int

  /// Makes a list.
  public init(jobs: [JobBody], total: Int) {
    self.jobs = jobs
    self.total = total
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("jobs", .list(.part(JobBody.self))), .needed("total", .integer),
    .needed("filtered", .integer))

  /// Reads a list; jobs and total are needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let jobs: [JobBody] = object.list("jobs"),
      let total = object.integer("total")
    else { return nil }
    self.init(jobs: jobs, total: total)
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("jobs", list: jobs)
    output.appendJSONMember("total", total)
    output.appendJSONMember("filtered", jobs.count)
    output.endJSONObject()
  }
}
