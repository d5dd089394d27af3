import ElizaModel
import JSON

/// What the routes of jobs promise.
enum JobContracts {
  static let create = Contract(
    "Asks an agent once, for an answer to be fetched", tier: .webClient, section: "7",
    takes: .json(
      .openObject(
        .optional("agentId", .uuid), .needed("userId", .uuid), .needed("content", .text),
        .optional("metadata", .anyObject), .optional("timeoutMs", .number))),
    gives: .created(JobCreated.self), refuses: .text(400, 404))

  static let list = Contract(
    "Lists the jobs, newest first", tier: .webClient, section: "7",
    query: [
      .optional("limit", .integer),
      .optional("status", .words(JobStatus.allCases.map(\.rawValue))),
    ],
    gives: .ok(JobList.self))

  static let health = Contract(
    "Says how the jobs go", tier: .webClient, section: "7", gives: .ok(JobHealth.self))

  static let details = Contract(
    "Shows a job and, once there is one, its answer", tier: .webClient, section: "7",
    gives: .ok(JobBody.self), refuses: .text(404))
}
