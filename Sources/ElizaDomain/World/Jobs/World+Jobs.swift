public import ElizaModel
import JSON

extension World {
  /// Why a job without an answer has ended.
  static let jobTimeout = "Job timed out waiting for agent response"

  /// Asks an agent in a channel made for the purpose.
  ///
  /// The agent's first message there that announces no action is the answer; nobody hears the question.
  public func makeJob(_ draft: JobDraft, connection: String) -> Job {
    let id = ids.next()
    let extras = draft.metadata.value.objectValue ?? [:]
    let channel = makeChannel(
      ChannelDraft(
        name: "job-\(id)", type: "DM",
        metadata: jobMetadata(draft, id: id, extras), participants: [draft.agentID]))
    jobCount += 1
    let job = Job(draft, id: id, channelID: channel.id, at: clock.now, sequence: jobCount)
    keep(job)
    let question = store(question(of: job, extras), in: channel)
    channel.job = job
    job.timeout = clock.schedule(after: draft.timeout) { [weak self, weak job] in
      if let job { self?.jobTimedOut(job) }
    }
    intake.handOver(
      IncomingMessage(
        channel: channel, message: question, targetAgentID: job.agentID, connection: connection))
    return job
  }

  /// The jobs in the order they were made; cost grows with their number.
  public var jobsByCreation: [Job] { jobs.values.sorted { $0.sequence < $1.sequence } }

  /// How the jobs go.
  public var jobHealth: JobHealth {
    var counts: [JobStatus: Int] = [:]
    for job in jobs.values { counts[job.status, default: 0] += 1 }
    return JobHealth(
      timestamp: clock.now, totalJobs: jobs.count, statusCounts: counts,
      metrics: jobStatistics.metrics, maxJobs: retention.jobs)
  }

  /// A message has been stored in the channel of a job.
  func messageStored(_ message: StoredMessage, for job: Job) {
    guard job.status == .processing, message.authorID == job.agentID,
      case .text(let text) = message.content, !text.isEmpty,
      !text.hasPrefix("Executing action:")
    else { return }
    end(job, .completed)
    job.answer = message
    job.answeredAt = clock.now
    jobStatistics.note(.completed, processingTime: job.createdAt.milliseconds(to: clock.now))
    // The message may be forgotten by its channel; the job keeps it all the same.
    job.countedBytes &+= message.byteCount
    jobAges.resize(by: message.byteCount)
  }

  private func jobTimedOut(_ job: Job) {
    guard job.status == .processing else { return }
    end(job, .timeout)
    job.error = World.jobTimeout
    jobStatistics.note(.timeout)
  }

  private func end(_ job: Job, _ status: JobStatus) {
    if let timeout = job.timeout { clock.cancel(timeout) }
    job.timeout = nil
    job.status = status
    channels[job.channelID]?.job = nil
  }

  private func question(of job: Job, _ extras: JSONObject) -> MessageDraft {
    var metadata: JSONObject = ["jobId": .string(job.id), "isJobMessage": true]
    metadata.merge(.object(extras))
    return MessageDraft(
      authorID: job.userID, content: .text(job.prompt),
      body: .parts(
        raw: StoredJSON(["content": .string(job.prompt)]),
        metadata: StoredJSON(.object(metadata))),
      sourceType: MessageSource.job)
  }

  private func jobMetadata(
    _ draft: JobDraft, id: String, _ extras: JSONObject
  ) -> StoredJSON {
    var metadata: JSONObject = [
      "jobId": .string(id), "agentId": .string(draft.agentID), "userId": .string(draft.userID),
      "isJobChannel": true,
    ]
    metadata.merge(.object(extras))
    return StoredJSON(.object(metadata))
  }
}

extension World {
  private func keep(_ job: Job) {
    jobs[job.id] = job
    jobAges.append(job, bytes: job.countedBytes)
    while jobs.count > retention.jobs || jobAges.byteCount > retention.jobBytes,
      let oldest = jobAges.popFirst()
    {
      guard jobs[oldest.id] === oldest else { continue }
      guard oldest !== job else {
        jobAges.append(job, bytes: 0)
        break
      }
      forget(oldest)
    }
    scheduleJobSweep()
  }

  private func forget(_ job: Job) {
    if let timeout = job.timeout { clock.cancel(timeout) }
    job.timeout = nil
    channels[job.channelID]?.job = nil
    jobs[job.id] = nil
    jobAges.resize(by: -job.countedBytes)
  }

  /// Once a minute, jobs that have ended and are past their time are forgotten.
  private func scheduleJobSweep() {
    guard !isJobSweepScheduled else { return }
    isJobSweepScheduled = true
    clock.schedule(after: .seconds(60)) { [weak self] in self?.sweepJobs() }
  }

  private func sweepJobs() {
    isJobSweepScheduled = false
    let now = clock.now
    for job in jobs.values where job.status != .processing && job.expiresAt < now { forget(job) }
    jobAges.tidy(count: jobs.count) { [jobs] in jobs[$0.id] === $0 }
    if !jobs.isEmpty { scheduleJobSweep() }
  }
}
