import Bytes
import ElizaModel
import HTTP1
import JSON
import OrderedCollections

/// `/api/messaging/jobs`: questions whose answers are fetched.
///
/// Real servers from 1.7.1 on overhear no answer, so that their jobs only ever time out; here they are
/// completed in every release.
struct JobRoutes {
  let world: World

  /// Adds the routes.
  func add(to router: inout Router) {
    let base = MessageServerRoutes.messaging + "/jobs"
    router.add(.post, base, JobContracts.create, create)
    router.add(.get, base, JobContracts.list, list)
    router.add(.get, base + "/health", JobContracts.health, health)
    router.add(.get, base + "/:jobId", JobContracts.details, details)
  }

  private func create(_ call: Call) throws(Refusal) -> Answer {
    let request = try JobRequest(call.body.value)
    var draft = JobDraft(
      agentID: try agent(for: request, call), userID: request.userID, prompt: request.content,
      metadata: StoredJSON(request.metadata))
    if let timeout = request.timeout { draft.timeout = .nanoseconds(Int64(timeout * 1_000_000)) }
    let job = world.makeJob(draft, connection: call.connection)
    return .body(
      JobCreated(
        jobID: job.id, status: job.status, createdAt: job.createdAt, expiresAt: job.expiresAt),
      .created)
  }

  private func agent(for request: JobRequest, _ call: Call) throws(Refusal) -> String {
    guard let id = request.agentID else {
      guard let first = world.agents.values.first(where: { $0.status == .active }) else {
        throw .message(.notFound, "No agents available on server")
      }
      return first.id
    }
    guard let agent = world.agentMakingIfAllowed(id, connection: call.connection),
      agent.status == .active
    else { throw .message(.notFound, "Agent \(id) not found") }
    return agent.id
  }

  private func details(_ call: Call) throws(Refusal) -> Answer {
    guard let job = world.jobs[call.parameter("jobId")] else {
      throw .message(.notFound, "Job not found")
    }
    return .body(body(of: job))
  }

  /// A negative limit leaves the oldest out, as JavaScript's `slice` does.
  private func list(_ call: Call) throws(Refusal) -> Answer {
    var jobs = world.jobsByCreation.reversed().map { $0 }
    if let status = call.query["status"].flatMap(JobStatus.init) {
      jobs = jobs.filter { $0.status == status }
    }
    let limit = call.query["limit"].flatMap(JavaScript.parseInt) ?? 0
    let count = limit == 0 ? 50 : limit < 0 ? Double(jobs.count) + limit : limit
    jobs = Array(jobs.prefix(Int(min(max(count, 0), Double(jobs.count)))))
    return .body(JobList(jobs: jobs.map(body), total: world.jobs.count))
  }

  private func health(_ call: Call) throws(Refusal) -> Answer {
    .body(world.jobHealth)
  }

  private func body(of job: Job) -> JobBody {
    var body = JobBody(
      jobID: job.id, status: job.status, agentID: job.agentID, userID: job.userID,
      prompt: job.prompt, createdAt: job.createdAt, expiresAt: job.expiresAt,
      metadata: job.metadata.value)
    body.error = job.error
    if let answer = job.answer, let answeredAt = job.answeredAt {
      body.result = JobResult(
        message: JobMessage(
          id: answer.id, content: answer.content.text, authorID: answer.authorID,
          createdAt: answer.createdAt, metadata: answer.ownMetadata),
        processingTime: job.createdAt.milliseconds(to: answeredAt))
    }
    return body
  }
}

extension StoredMessage {
  /// The metadata its author gave it.
  fileprivate var ownMetadata: JSON? {
    switch body {
    case .parts(_, let metadata): metadata?.value
    case .socket(let payload, _): payload.value["metadata"]
    }
  }
}
