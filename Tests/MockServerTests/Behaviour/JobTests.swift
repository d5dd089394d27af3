import ElizaDomain
import HTTP1
import JSON
import Scenario
import Testing

@testable import MockServer

extension OverSockets {
  /// Section 7 of the HTTP contract, as `@elizaos/api-client` goes about it.
  @Suite struct JobTests {
    @Test(arguments: [Profile.lenient, .v1_6_5, .v1_7_2])
    func aJobIsPolledForItsAnswer(_ profile: Profile) async throws {
      try await TestServer.run {
        $0.profile = profile
        $0.thinkTime = .fixed(.milliseconds(30))
      } body: { server in
        let client = try HTTPClient(port: server.port)
        let created = try client.request(
          .post, "/api/messaging/jobs",
          json: ["userId": .string(Name.user), "content": "I need a break"])
        #expect(created.status == 201)
        #expect(created.json["status"] == "processing")
        let id = try #require(created.json["jobId"]?.stringValue)
        var job = try client.request(.get, "/api/messaging/jobs/\(id)").json
        let isDone = try await eventually {
          job = try client.request(.get, "/api/messaging/jobs/\(id)").json
          return job["status"] != "processing"
        }
        try #require(isDone)
        #expect(job["status"] == "completed")
        #expect(job.at("result.message.authorId") == .string(Name.agent))
        #expect(job.at("result.message.content")?.stringValue?.isEmpty == false)
        let time = try #require(job.at("result.processingTimeMs")?.intValue)
        #expect(30...10_000 ~= time)
        let health = try client.request(.get, "/api/messaging/jobs/health").json
        #expect(health.at("metrics.successRate") == 1)
      }
    }

    @Test func theRoomOfAJobHearsItsAnswer() async throws {
      try await TestServer.run {
        $0.thinkTime = .fixed(.milliseconds(300))
      } body: { server in
        let client = try HTTPClient(port: server.port)
        let created = try client.request(
          .post, "/api/messaging/jobs", json: ["userId": .string(Name.user), "content": "Hello"])
        let id = try #require(created.json["jobId"]?.stringValue)
        let channels = try client.request(
          .get, "/api/messaging/message-servers/\(Name.messageServer)/channels")
        let channel = try #require(
          channels.json.at("data.channels")?.arrayValue?.first {
            $0["name"] == .string("job-\(id)")
          })
        let socket = try SocketClient.webSocket(port: server.port)
        try socket.join(try #require(channel["id"]?.stringValue))
        let reply = try socket.hear(from: Name.agent)
        let job = try client.request(.get, "/api/messaging/jobs/\(id)").json
        #expect(job.at("result.message.id") == reply["id"])
        #expect(job.at("result.message.content") == reply["text"])
        #expect(!socket.events.contains { $0.argument["text"] == "Hello" })
      }
    }
  }
}
