import HTTP1
import JSON
import Recording
import Testing

@testable import MockServer

extension OverSockets {
  /// Recordings and replays that the control API starts and stops.
  @Suite struct ReplayCallTests {
    @Test func whatARunningServerRecordsCanBeReplayed() async throws {
      try await TestServer.run { server in
        let http = try HTTPClient(port: server.port)
        _ = try http.request(.get, "/api/agents")
        let made = try http.request(.post, "/__mock/v1/recordings", json: ["name": "mine"])
        #expect(made.status == 201)
        #expect(
          try http.request(.post, "/__mock/v1/recordings", json: ["name": "mine"]).status == 409)
        let ping = try http.request(.get, "/api/server/ping")
        #expect(try http.request(.post, "/__mock/v1/recordings/mine/stop", json: [:]).status == 200)
        _ = try http.request(.get, "/api/agents")
        let file = try http.request(.get, "/__mock/v1/recordings/mine")
        let fixture = try Fixture(parsing: file.body)
        let asked = fixture.lines.compactMap { line -> String? in
          if case .request(let request) = line.content { request.target } else { nil }
        }
        #expect(asked == ["/api/server/ping"])
        let started = try http.request(
          .post, "/__mock/v1/replays", json: ["fixture": .string(file.text)])
        #expect(started.status == 200)
        #expect(try http.request(.get, "/api/server/ping").status == ping.status)
        #expect(try http.request(.delete, "/__mock/v1/recordings/mine").status == 200)
        #expect(try http.request(.get, "/__mock/v1/recordings/mine").status == 404)
      }
    }

    @Test func callsStartAndStopReplays() async throws {
      try await TestServer.run { server in
        let http = try HTTPClient(port: server.port)
        let wrong = try http.request(.post, "/__mock/v1/replays", json: ["fixture": "nothing"])
        #expect(wrong.status == 400)
        let mistakes: [(JSON, String)] = [
          (["mode": "zz"], "must be causal, exact or stepped, not 'zz'"),
          (["onMismatch": "zz"], "must be fail, skip or script, not 'zz'"),
          (["speed": "0"], "The speed must be a factor from 0.001 to 1000000"),
          (["ignore": ["jsn.size"]], "'jsn.size' names no field that can be ignored"),
        ]
        for (mistake, words) in mistakes {
          var body = mistake.objectValue ?? JSONObject()
          body["fixture"] = .string(ReplayedChat.recording)
          let answer = try http.request(.post, "/__mock/v1/replays", json: .object(body))
          #expect(answer.status == 400)
          #expect(
            answer.json["detail"]?.stringValue?.contains(words) == true, "\(answer.json.text)")
        }
        #expect(try http.request(.get, "/__mock/v1/replays").json["replaying"] == false)
        let started = try http.request(
          .post, "/__mock/v1/replays",
          json: [
            "fixture": .string(ReplayedChat.recording), "speed": "instant", "onMismatch": "skip",
          ])
        #expect(started.status == 200)
        #expect(started.json["recordings"]?[0]?.stringValue == "a chat")
        let session = try http.request(
          .post, "/api/messaging/sessions", json: ["userId": .string(ReplayedChat.user)])
        #expect(session.status == 201)
        #expect(try http.request(.get, "/api/agents").status == 404)
        #expect(
          try http.request(.delete, "/__mock/v1/replays").json["replaying"]?.boolValue == false)
        #expect(try http.request(.get, "/api/agents").status == 200)
        #expect(try http.request(.delete, "/__mock/v1/replays").status == 409)
      }
    }
  }
}
