import HTTP1
import JSON
import Recording
import Testing

@testable import MockServer

extension OverSockets {
  /// What recordings cannot answer.
  @Suite struct ReplayMissTests {
    /// The recording in a file that can be cut short.
    private func cuttable() throws -> (CuttableText, Fixture) {
      let file = CuttableText(ReplayedChat.recording)
      return (file, try Fixture(reading: file))
    }

    @Test(arguments: [(ReplaySettings.MissPolicy.fail, 501), (.skip, 404)])
    func whatNothingFitsIsExplained(_ policy: ReplaySettings.MissPolicy, _ status: Int) async throws
    {
      try await ReplayedChat.run {
        $0.onMiss = policy
      } _: { _, http in
        let response = try http.request(.post, "/api/messaging/sessions", json: ["userId": 7])
        #expect(response.status == status)
        #expect(response.json["error"]?["code"]?.stringValue == "REPLAY_MISS")
        let message = try #require(response.json["error"]?["message"]?.stringValue)
        #expect(message.contains("line 2"))
        #expect(message.contains("json.userId"))
        let state = try http.request(.get, "/__mock/v1/replays").json
        #expect(state["missCount"]?.intValue == 1)
      }
    }

    @Test func anUpgradeThatIsNoSocketOfOursIsAnsweredWithAProblem() async throws {
      let fixture = try Fixture(
        parsing: Array(
          #"""
          {"k":"head","n":0,"t":0,"format":"eliza-mock-recording/1","recordedAt":"2026-01-01T00:00:00.000Z"}
          {"k":"req","n":1,"t":0,"x":1,"method":"GET","target":"/vite"}
          {"k":"res","n":2,"t":0,"x":1,"cause":1,"status":101}

          """#.utf8))
      try await ReplayedChat.run {
        $0.fixtures = [fixture]
      } _: { _, http in
        let response = try http.request(.get, "/vite")
        #expect(response.status == 501)
        #expect(response.json.at("error.code") == "REPLAY_UPGRADE")
      }
    }

    @Test func whereOneRecordingBreaksOffAnotherMayHaveTheAnswer() async throws {
      let asked = [
        #"{"k":"head","n":0,"t":0,"format":"eliza-mock-recording/1","recordedAt":"2026-01-01T00:00:00.000Z"}"#,
        #"{"k":"req","n":1,"t":0,"x":1,"method":"GET","target":"/half"}"#,
      ]
      let answer = #"{"k":"res","n":2,"t":0,"x":1,"cause":1,"status":418}"#
      let fixtures = try [asked, asked + [answer]].map { lines in
        try Fixture(parsing: Array(lines.map { $0 + "\n" }.joined().utf8))
      }
      try await ReplayedChat.run {
        $0.fixtures = fixtures
      } _: { _, http in
        let response = try http.request(.get, "/half")
        #expect(response.status == 418)
      }
      try await ReplayedChat.run {
        $0.fixtures = [fixtures[0], fixtures[0]]
      } _: { _, http in
        http.begin(.get, "/half")
        let (text, ending) = http.wire.receiveAll()
        #expect(text.isEmpty && (ending != .timedOut))
      }
    }

    @Test func whatHasGoneFromTheFileIsAnsweredAndToldOnce() async throws {
      let (file, fixture) = try cuttable()
      try await ReplayedChat.run {
        $0.fixtures = [fixture]
        $0.speed = nil
      } _: { server, http in
        // The request is there, its answer is not.
        file.cut(before: #"{"k":"res","n":2"#)
        let asked: [UInt8] = (["userId": .string(ReplayedChat.user)] as JSON).serialized()
        let headers: HTTPHeaders = ["Content-Type": "application/json"]
        for _ in 0..<2 {
          let response = try http.request(
            .post, "/api/messaging/sessions", headers: headers, body: asked)
          #expect(response.status == 500)
          #expect(response.json.at("error.code") == "RECORDING_CHANGED")
          #expect(
            response.json.at("error.message")?.stringValue
              == "line 3 of chat.jsonl can no longer be read, since the file was cut short or rewritten "
              + "after the replay had begun; begin the replay anew")
        }
        // Neither is there now.
        file.cut(before: #"{"k":"req","n":1"#)
        #expect(
          try http.request(.post, "/api/messaging/sessions", headers: headers, body: asked).status
            == 500)
        let state = try http.request(.get, "/__mock/v1/replays").json
        #expect(state["missCount"]?.intValue == 3)
        #expect(state["misses"]?.arrayValue?.count == 1)
      }
    }

    @Test func anEventThatHasGoneFromTheFileIsTold() async throws {
      let (file, fixture) = try cuttable()
      try await ReplayedChat.run {
        $0.fixtures = [fixture]
      } _: { server, http in
        let session = try await ReplayedChat.begin(server, http)
        let client = try SocketClient.webSocket(
          port: server.port, auth: ["entityId": .string(ReplayedChat.user)])
        file.cut(before: #"{"k":"ev","n":10"#)
        try ReplayedChat.say("hi", in: session, client)
        try server.settleReplay()
        await server.server.advanceClock(by: .seconds(2))
        let state = try http.request(.get, "/__mock/v1/replays").json
        #expect(state["missCount"]?.intValue == 2)
        #expect(
          state.at("misses[0]")?.stringValue?.hasPrefix("line 11 of chat.jsonl can no longer")
            == true)
        client.close()
      }
    }
  }
}
