import ElizaDomain
import ElizaModel
import HTTP1
import JSON
import Testing

/// Section 7 of the HTTP contract.
@Suite struct JobAPITests {
  private let path = "/api/messaging/jobs"

  /// An API whose agent thinks for a second before it repeats what it was asked.
  private final class Site {
    let world: World
    let api: RESTAPI
    let log = RoomLog()
    private let pipeline: ReplyPipeline

    init(_ profile: Profile = .lenient, retention: Retention = Retention(), agents: [Agent]? = nil)
    {
      world = World.testing(profile, retention: retention, agents: agents)
      api = RESTAPI.testing(world)
      world.outlet = log
      pipeline = ReplyPipeline(
        world: world,
        script: TestScript { prompt in
          let says: [ReplyStep] =
            switch prompt.text {
            case "ignore": [.ignore]
            case "act": [.say(AgentReply("Executing action: A")), .say(AgentReply("Done"))]
            default: [.say(AgentReply("You asked: \(prompt.text)"))]
            }
          return ReplyPlan([.think(.seconds(1))] + says)
        })
    }

    func create(_ fields: JSONObject = [:]) -> MemoryExchange {
      var body: JSONObject = ["userId": .string(.ann), "content": "What is it?"]
      for field in fields { body[field.key] = field.value }
      return api.call(.post, "/api/messaging/jobs", .object(body))
    }

    func broadcasts() throws -> [JSON] {
      try log.emitted.filter { $0.event.name == "messageBroadcast" }
        .map { try JSON(parsing: $0.event.bytes)[1] ?? .null }
    }

    func job(_ created: MemoryExchange) -> JSON {
      api.call(.get, "/api/messaging/jobs/\(created.json["jobId"]?.stringValue ?? "")").json
    }
  }

  @Test func `a job is completed by the agent's answer`() throws {
    let site = Site()
    let created = site.create(["metadata": ["tier": 1]])
    #expect(created.status == 201)
    let id = try #require(created.json["jobId"]?.stringValue)
    #expect(
      created.json == [
        "jobId": .string(id), "status": "processing", "createdAt": 1_768_817_730_123,
        "expiresAt": 1_768_817_760_123,
      ])
    var expected: JSONObject = [
      "jobId": .string(id), "status": "processing", "agentId": .string(.eliza),
      "userId": .string(.ann), "prompt": "What is it?", "createdAt": 1_768_817_730_123,
      "expiresAt": 1_768_817_760_123, "metadata": ["tier": 1],
    ]
    #expect(site.job(created) == .object(expected))
    site.world.clock.advance(by: .milliseconds(999))
    #expect(site.job(created)["status"] == "processing")
    site.world.clock.advance(by: .milliseconds(1))
    let job = site.job(created)
    let message = try #require(site.world.jobs[id]?.answer)
    expected["status"] = "completed"
    expected["result"] = [
      "message": [
        "id": .string(message.id), "content": "You asked: What is it?",
        "authorId": .string(.eliza), "createdAt": 1_768_817_731_123,
        "metadata": [
          "agent_id": .string(.eliza), "agentName": "Eliza", "channelType": "GROUP", "isDm": false,
        ],
      ], "processingTimeMs": 1_000,
    ]
    #expect(job == .object(expected))
  }

  @Test func `the question goes unheard and the answer to the job's own room`() throws {
    let site = Site(.v1_7_2)
    let created = site.create(["metadata": ["tier": 1]])
    let id = try #require(created.json["jobId"]?.stringValue)
    let channel = try #require(site.world.jobs[id].flatMap { site.world.channels[$0.channelID] })
    #expect(channel.name == "job-\(id)")
    #expect(channel.type == "DM")
    #expect(Array(channel.participants) == [.eliza])
    #expect(
      channel.metadata?.value == [
        "jobId": .string(id), "agentId": .string(.eliza), "userId": .string(.ann),
        "isJobChannel": true, "tier": 1,
      ])
    let question = try #require(channel.messages.last)
    #expect(question.sourceType == "job_request")
    #expect(
      question.metadata(in: channel, naming: .current)
        == ["jobId": .string(id), "isJobMessage": true, "tier": 1])
    #expect(site.log.emitted.isEmpty)
    site.world.clock.advance(by: .seconds(5))
    let broadcasts = try site.broadcasts()
    #expect(broadcasts.map { $0["text"] } == ["You asked: What is it?"])
    #expect(broadcasts.map { $0["roomId"] } == [.string(channel.id)])
  }

  @Test func `progress of an action is no answer yet`() {
    let site = Site()
    let created = site.create(["content": "act"])
    site.world.clock.advance(by: .seconds(5))
    #expect(site.job(created).at("result.message.content") == "Done")
  }

  @Test func `an agent outside of the server may answer`() throws {
    let site = Site()
    let created = site.create()
    let id = try #require(created.json["jobId"]?.stringValue)
    let channel = try #require(site.world.jobs[id]?.channelID)
    let answer = site.api.call(
      .post, "/api/messaging/submit",
      [
        "channel_id": .string(channel), "author_id": .string(.eliza), "content": "From outside",
        "message_server_id": .string(Identifier.defaultMessageServer),
        "source_type": "agent_response", "raw_message": ["text": "From outside"],
      ])
    #expect(answer.status == 201)
    site.world.clock.advance(by: .seconds(5))
    #expect(site.job(created).at("result.message.content") == "From outside")
  }

  @Test func `a job waits on where time ends`() {
    let site = Site()
    site.world.clock.advance(by: .seconds(1_000_000_000_000))
    let created = site.create()
    site.world.clock.advance(by: .seconds(3_600))
    #expect(site.job(created)["status"] == "processing")
  }

  @Test func `a job times out when its time is over and no earlier`() {
    let site = Site()
    let created = site.create(["content": "ignore", "timeoutMs": 2_000])
    site.world.clock.advance(by: .milliseconds(1_999))
    #expect(site.job(created)["status"] == "processing")
    site.world.clock.advance(by: .milliseconds(1))
    let job = site.job(created)
    #expect(job["status"] == "timeout")
    #expect(job["error"] == "Job timed out waiting for agent response")
    #expect(job["result"] == nil)
  }

  @Test func `an answer after the timeout changes nothing`() throws {
    let site = Site()
    let created = site.create(["timeoutMs": 1_000])
    site.world.clock.advance(by: .seconds(3))
    #expect(site.job(created)["status"] == "timeout")
    let id = try #require(created.json["jobId"]?.stringValue)
    let channel = try #require(site.world.jobs[id].flatMap { site.world.channels[$0.channelID] })
    #expect(channel.messages.count == 2, "the agent has answered all the same")
  }

  @Test func `ended jobs are swept away a minute after their time`() {
    let site = Site()
    let answered = site.create()
    let ignored = site.create(["content": "ignore"])
    site.world.clock.advance(by: .seconds(59))
    #expect(site.job(answered)["status"] == "completed")
    #expect(site.job(ignored)["status"] == "timeout")
    site.world.clock.advance(by: .seconds(1))
    #expect(site.world.jobs.isEmpty)
    #expect(site.job(answered) == ["success": false, "error": "Job not found"])
    #expect(site.world.clock.pendingCount == 0)
  }

  @Test func `a job that waits outlives a sweep`() {
    let site = Site()
    let created = site.create(["content": "ignore", "timeoutMs": 300_000])
    site.world.clock.advance(by: .seconds(299))
    #expect(site.job(created)["status"] == "processing")
    site.world.clock.advance(by: .seconds(1))
    #expect(site.job(created)["status"] == "timeout")
    site.world.clock.advance(by: .seconds(60))
    #expect(site.world.jobs.isEmpty)
  }

  @Test func `the list is newest first, by state and up to a limit`() {
    let site = Site()
    let first = site.create()
    let second = site.create(["content": "ignore", "timeoutMs": 1_000])
    site.world.clock.advance(by: .seconds(1))
    let third = site.create()
    func ids(_ query: String) -> [JSON?] {
      site.api.call(.get, path + query).json["jobs"]?.arrayValue?.map { $0["jobId"] } ?? []
    }
    let all = [third, second, first].map { $0.json["jobId"] }
    for query in ["", "?status=nope", "?limit=abc", "?limit=0", "?limit=3.9"] {
      #expect(ids(query) == all)
    }
    #expect(ids("?limit=1") == [all[0]])
    #expect(ids("?limit=-1") == Array(all[0..<2]))
    #expect(ids("?limit=-9") == [])
    #expect(ids("?status=completed") == [all[2]])
    #expect(ids("?status=timeout&limit=5") == [all[1]])
    let list = site.api.call(.get, path + "?status=processing").json
    #expect(list["total"] == 3)
    #expect(list["filtered"] == 1)
  }

  @Test func `health counts what there is and what has come of it`() {
    let site = Site()
    #expect(
      site.api.call(.get, path + "/health").json == [
        "healthy": true, "timestamp": 1_768_817_730_123, "totalJobs": 0,
        "statusCounts": ["pending": 0, "processing": 0, "completed": 0, "failed": 0, "timeout": 0],
        "metrics": [
          "averageProcessingTimeMs": 0, "successRate": 0, "failureRate": 0, "timeoutRate": 0,
        ], "maxJobs": 10_000,
      ])
    for content in ["a", "b", "ignore"] { _ = site.create(["content": .string(content)]) }
    site.world.clock.advance(by: .seconds(31))
    _ = site.create()
    let health = site.api.call(.get, path + "/health").json
    #expect(health["totalJobs"] == 4)
    #expect(
      health["statusCounts"]
        == ["pending": 0, "processing": 1, "completed": 2, "failed": 0, "timeout": 1])
    #expect(
      health["metrics"] == [
        "averageProcessingTimeMs": 1_000, "successRate": 0.67, "failureRate": 0,
        "timeoutRate": 0.33,
      ])
  }

  @Test(arguments: [
    (#"{"agentId":5}"#, "agentId must be a valid UUID string"),
    (#"{"agentId":null}"#, "agentId must be a valid UUID string"),
    ("{}", "userId is required and must be a valid UUID string"),
    (#"{"userId":7,"content":"x"}"#, "userId is required and must be a valid UUID string"),
    (#"{"userId":"me"}"#, "content is required and must be a string"),
    (#"{"userId":"me","content":""}"#, "content cannot be empty"),
    (#"{"userId":"me","content":"x","metadata":"m"}"#, "metadata must be an object"),
    (#"{"userId":"me","content":"x","metadata":null}"#, "metadata must be an object"),
    (#"{"userId":"me","content":"x","timeoutMs":"5"}"#, "timeoutMs must be a positive number"),
    (#"{"userId":"me","content":"x","timeoutMs":-1}"#, "timeoutMs must be a positive number"),
    (#"{"userId":"me","content":"x","timeoutMs":999}"#, "timeoutMs must be at least 1000ms"),
    (#"{"userId":"me","content":"x","timeoutMs":300001}"#, "timeoutMs cannot exceed 300000ms"),
    (#"{"userId":"me","agentId":"x","content":"x"}"#, "Invalid userId format (must be valid UUID)"),
  ])
  func `a wrong request is refused in the words of a real server`(body: String, error: String)
    throws
  {
    let answer = RESTAPI.testing(.testing(.v1_7_2)).call(.post, path, try JSON(parsing: body))
    #expect(answer.status == 400)
    #expect(answer.json == ["success": false, "error": .string(error)])
  }

  @Test func `what is too long is refused, and what is just not is taken`() {
    let site = Site()
    let limits: [(JSONObject, Int)] = [
      (["content": .string(String(repeating: "x", count: 50_000))], 201),
      (["content": .string(String(repeating: "x", count: 50_001))], 400),
      (["content": .string(String(repeating: "😀", count: 25_001))], 400),
      (["metadata": ["b": .string(String(repeating: "x", count: 9_992))]], 201),
      (["metadata": ["b": .string(String(repeating: "x", count: 9_993))]], 400),
      (["metadata": [1, 2]], 201), (["timeoutMs": 1_000], 201), (["timeoutMs": 300_000], 201),
    ]
    for (fields, status) in limits { #expect(site.create(fields).status == status) }
  }

  @Test func `an agent that does not run is not found`() {
    let site = Site(.v1_7_2)
    #expect(
      site.create(["agentId": .string(.bob)]).json["error"]
        == .string("Agent \(String.bob) not found"))
    #expect(Site(.lenient).create(["agentId": .string(.bob)]).status == 201)
    #expect(
      site.create(["agentId": "x"]).json["error"] == "Invalid agentId format (must be valid UUID)")
    #expect(site.create(["agentId": ""]).status == 201)
    let empty = Site(.v1_7_2, agents: []).create()
    #expect(empty.status == 404)
    #expect(empty.json == ["success": false, "error": "No agents available on server"])
    let nobody = site.api.call(.post, path)
    #expect(nobody.status == 400)
    #expect(nobody.json["error"] == "Request body must be an object")
  }

  @Test func `1.4.2 has no jobs`() {
    #expect(Site(.v1_4_2).create().json.at("error.message") == "API endpoint not found")
  }

  @Test func `the oldest jobs go when there are too many or too much of them`() {
    var retention = Retention()
    retention.jobs = 3
    let site = Site(retention: retention)
    let created = (0..<5).map { _ in site.create() }
    #expect(site.world.jobs.count == 3)
    #expect(site.job(created[1])["error"] == "Job not found")
    #expect(site.job(created[2])["status"] == "processing")

    retention.jobs = 10_000
    retention.jobBytes = 100_000
    let small = Site(retention: retention)
    let long = JSON.string(String(repeating: "x", count: 40_000))
    let jobs = (0..<5).map { _ in small.create(["content": long]) }
    #expect(small.world.jobs.count == 2)
    #expect(small.job(jobs[4])["status"] == "processing")
  }
}
